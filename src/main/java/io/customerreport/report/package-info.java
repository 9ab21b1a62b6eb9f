/** From a customer's aggregate to a row of the output, when the input ends or a timer fires. */
@NullMarked
package io.customerreport.report;

import org.jspecify.annotations.NullMarked;
