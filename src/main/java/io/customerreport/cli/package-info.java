/** The command's runs, on this machine or on a cluster: a result, or nothing but a reason. */
@NullMarked
package io.customerreport.cli;

import org.jspecify.annotations.NullMarked;
