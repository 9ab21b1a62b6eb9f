/** Which reader gets which split, and what is new in a watched input. */
@NullMarked
package io.customerreport.source.enumerate;

import org.jspecify.annotations.NullMarked;
