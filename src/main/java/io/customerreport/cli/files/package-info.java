/** Local files and folders: links followed, names quoted, folders made and removed. */
package io.customerreport.cli.files;
