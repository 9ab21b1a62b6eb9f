/** How a byte range is read as blocks, and whether its file still is the one that was listed. */
@NullMarked
package io.customerreport.source.read;

import org.jspecify.annotations.NullMarked;
