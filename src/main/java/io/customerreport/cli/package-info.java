/** The command's runs, on this machine or on a cluster: a result, or nothing but a reason. */
package io.customerreport.cli;
