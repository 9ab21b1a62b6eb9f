/** Reports as rows of a PostgreSQL table, by statements of JDBC alone. */
@NullMarked
package io.customerreport.table;

import org.jspecify.annotations.NullMarked;
