/** The source of a job: lines of the files that the user named, in blocks. */
@NullMarked
package io.customerreport.source;

import org.jspecify.annotations.NullMarked;
