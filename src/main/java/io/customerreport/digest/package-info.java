/** What the page of a run shows, gathered beside the reports: exact where it says so, and small. */
@NullMarked
package io.customerreport.digest;

import org.jspecify.annotations.NullMarked;
