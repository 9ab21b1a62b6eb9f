/** What readers hand out: whole lines as bytes, damage, and messages about the input. */
package io.customerreport.source.block;
