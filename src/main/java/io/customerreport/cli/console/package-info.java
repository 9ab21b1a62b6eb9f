/** What the user reads while a run goes on and when it has ended. */
package io.customerreport.cli.console;
