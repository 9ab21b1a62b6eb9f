/** How a file's content is recognised and decompressed, and what is refused. */
package io.customerreport.source.compression;
