/** Reports as rows of a PostgreSQL table, by statements of JDBC alone. */
package io.customerreport.table;
