/** What is kept of a customer, and how it is written into state and onto the network. */
@NullMarked
package io.customerreport.aggregate;

import org.jspecify.annotations.NullMarked;
