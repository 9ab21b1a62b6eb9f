/** Which reader gets which split, and what is new in a watched input. */
package io.customerreport.source.enumerate;
