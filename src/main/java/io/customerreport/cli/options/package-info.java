/** What the user asked for, from the command line to typed options. */
package io.customerreport.cli.options;
