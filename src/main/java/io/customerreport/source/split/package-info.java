/** How files are cut into byte ranges, and how these are gathered into splits. */
@NullMarked
package io.customerreport.source.split;

import org.jspecify.annotations.NullMarked;
