/** Customer reports from payment logs: the library's front door and the vocabulary of a report. */
@NullMarked
package io.customerreport;

import org.jspecify.annotations.NullMarked;
