/** What is kept of a customer, and how it is written into state and onto the network. */
package io.customerreport.aggregate;
