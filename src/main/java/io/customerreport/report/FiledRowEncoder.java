package io.customerreport.report;

import io.customerreport.aggregate.KeyedAggregate;
import org.apache.flink.api.java.tuple.Tuple2;

/** Writes rows that know their folder as any other; of a mark no more than the end of a row. */
final class FiledRowEncoder implements RowEncoder<Tuple2<String, KeyedAggregate>> {

    private static final long serialVersionUID = 1;

    private final RowEncoder<KeyedAggregate> encoder;

    FiledRowEncoder(RowEncoder<KeyedAggregate> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void begin(JsonBuffer out) {
        encoder.begin(out);
    }

    @Override
    public void encode(Tuple2<String, KeyedAggregate> row, JsonBuffer out) {
        if (!ReportFolder.areMarks(row.f0)) {
            encoder.encode(row.f1, out);
        }
    }

    @Override
    public void end(JsonBuffer out) {
        encoder.end(out);
    }
}
