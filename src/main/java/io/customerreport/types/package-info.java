/** What Flink is told of records that have serializers of their own. */
@NullMarked
package io.customerreport.types;

import org.jspecify.annotations.NullMarked;
