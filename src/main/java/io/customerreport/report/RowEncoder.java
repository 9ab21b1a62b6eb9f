package io.customerreport.report;

import java.io.Serializable;

/**
 * Writes records as JSON, one object a line.
 *
 * @param <T> the type of the records
 */
interface RowEncoder<T> extends Serializable {

    /** Appends the record as one JSON object, without a line end. */
    void encode(T record, JsonBuffer out);
}
