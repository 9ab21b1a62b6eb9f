/** The source of a job: lines of the files that the user named, in blocks. */
package io.customerreport.source;
