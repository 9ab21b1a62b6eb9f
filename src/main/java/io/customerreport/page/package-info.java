/** The page of a run: one HTML file with everything in it, no script, and no way to the network. */
@NullMarked
package io.customerreport.page;

import org.jspecify.annotations.NullMarked;
