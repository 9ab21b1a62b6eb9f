package io.customerreport.report;

import io.customerreport.parse.Reject;
import org.apache.flink.formats.json.JsonSerializationSchema;
import org.jspecify.annotations.Nullable;

/** Writes a rejected line with Flink's JSON format. */
final class RejectRowEncoder implements RowEncoder<Reject> {

    private static final long serialVersionUID = 1;

    private transient @Nullable JsonSerializationSchema<Reject> schema;

    @Override
    public void encode(Reject record, JsonBuffer out) {
        if (schema == null) {
            schema = new JsonSerializationSchema<>();
            schema.open(null);
        }
        out.raw(schema.serialize(record));
    }
}
