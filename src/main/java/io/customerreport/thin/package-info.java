/** What the thin jar of the job holds, whose other classes are in the cluster's {@code lib/}. */
@NullMarked
package io.customerreport.thin;

import org.jspecify.annotations.NullMarked;
