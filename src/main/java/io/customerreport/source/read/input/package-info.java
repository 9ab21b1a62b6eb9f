/** The bytes of a range of a file, decompressed if need be, and what is wrong where they end. */
@NullMarked
package io.customerreport.source.read.input;

import org.jspecify.annotations.NullMarked;
