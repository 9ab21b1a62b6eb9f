/** The command: options in, one run on this machine or on a cluster, a result or nothing out. */
package io.customerreport.cli;
