/** Made-up payment logs of any size, the same bytes for the same options on every machine. */
package io.customerreport.generate;
