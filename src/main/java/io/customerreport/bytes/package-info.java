/** Bytes eight at a time: UTF-8, hashes of it, and integers of as few bytes as they need. */
@NullMarked
package io.customerreport.bytes;

import org.jspecify.annotations.NullMarked;
