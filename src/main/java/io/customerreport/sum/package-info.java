/** Sums of doubles that do not depend on the order of their terms, rounded once at the end. */
@NullMarked
package io.customerreport.sum;

import org.jspecify.annotations.NullMarked;
