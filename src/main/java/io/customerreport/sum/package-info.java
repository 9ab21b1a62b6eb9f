/** Sums of doubles that do not depend on the order of their terms, rounded once at the end. */
package io.customerreport.sum;
