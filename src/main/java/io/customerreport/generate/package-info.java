/** Made-up payment logs of any size, the same bytes for the same options on every machine. */
@NullMarked
package io.customerreport.generate;

import org.jspecify.annotations.NullMarked;
