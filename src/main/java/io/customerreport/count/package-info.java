/** What a run counts of its input, and the first places where it met something. */
@NullMarked
package io.customerreport.count;

import org.jspecify.annotations.NullMarked;
