/** The page of a run: one HTML file with everything in it, no script, and no way to the network. */
package io.customerreport.page;
