/** What Python 3.11 does with text and numbers where Java does something else. */
@NullMarked
package io.customerreport.python;

import org.jspecify.annotations.NullMarked;
