/** Local files and folders: links followed, names quoted, folders made and removed. */
@NullMarked
package io.customerreport.cli.files;

import org.jspecify.annotations.NullMarked;
