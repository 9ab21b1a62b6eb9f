/** What Flink is told of records that have serializers of their own. */
package io.customerreport.types;
