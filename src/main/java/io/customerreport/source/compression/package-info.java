/** How a file's content is recognised and decompressed, and what is refused. */
@NullMarked
package io.customerreport.source.compression;

import org.jspecify.annotations.NullMarked;
