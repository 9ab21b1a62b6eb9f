/** How files are cut into byte ranges, and how these are gathered into splits. */
package io.customerreport.source.split;
