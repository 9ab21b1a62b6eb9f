/** What the page of a run shows, gathered beside the reports: exact where it says so, and small. */
package io.customerreport.digest;
