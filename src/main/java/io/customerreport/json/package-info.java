/** JSON texts of a few values, read as a whole. */
@NullMarked
package io.customerreport.json;

import org.jspecify.annotations.NullMarked;
