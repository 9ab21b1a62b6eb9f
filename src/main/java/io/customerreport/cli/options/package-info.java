/** What the user asked for, from the command line to typed options. */
@NullMarked
package io.customerreport.cli.options;

import org.jspecify.annotations.NullMarked;
