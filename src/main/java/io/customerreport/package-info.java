/** Customer reports from payment logs: the library's front door and the vocabulary of a report. */
package io.customerreport;
