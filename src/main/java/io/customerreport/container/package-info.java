/** What the image runs: the command, or a part of a Flink cluster in a JVM of its own. */
@NullMarked
package io.customerreport.container;

import org.jspecify.annotations.NullMarked;
