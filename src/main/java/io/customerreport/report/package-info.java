/** From a customer's aggregate to a row of the output, when the input ends or a timer fires. */
package io.customerreport.report;
