package io.customerreport.report;

import java.io.Serializable;

/**
 * Writes records as rows of text: as JSON, one object a line, unless it says otherwise.
 *
 * @param <T> the type of the records
 */
interface RowEncoder<T> extends Serializable {

    /** Appends what a file has before its first row. */
    default void begin(JsonBuffer out) {}

    /** Appends the record, without the end of its last row. */
    void encode(T record, JsonBuffer out);

    /** Appends the end of a row. */
    default void end(JsonBuffer out) {
        out.raw('\n');
    }
}
