/** What the user reads while a run goes on and when it has ended. */
@NullMarked
package io.customerreport.cli.console;

import org.jspecify.annotations.NullMarked;
