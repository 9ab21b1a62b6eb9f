/** What readers hand out: whole lines as bytes, damage, and messages about the input. */
@NullMarked
package io.customerreport.source.block;

import org.jspecify.annotations.NullMarked;
