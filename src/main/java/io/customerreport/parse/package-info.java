/** From lines to events: what Python would accept, and why a line is rejected. */
package io.customerreport.parse;
