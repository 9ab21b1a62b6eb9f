/** What a run counts of its input, and the first places where it met something. */
package io.customerreport.count;
