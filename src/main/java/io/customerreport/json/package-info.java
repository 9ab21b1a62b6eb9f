/** JSON texts of a few values, read as a whole. */
package io.customerreport.json;
