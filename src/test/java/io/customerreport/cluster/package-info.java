/** The job on a real cluster: submitted as users do it, and through the loss of processes. */
package io.customerreport.cluster;
