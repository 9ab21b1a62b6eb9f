/** From lines to events: what Python would accept, and why a line is rejected. */
@NullMarked
package io.customerreport.parse;

import org.jspecify.annotations.NullMarked;
