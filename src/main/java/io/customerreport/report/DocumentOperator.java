package io.customerreport.report;

import static io.customerreport.report.JsonBuffer.ascii;

import io.customerreport.aggregate.KeyedAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers all reports, and at the end of the input hands them out as the lines of one JSON
 * document: an object of reports by customer, a customer a line, in code point order of the
 * customers.
 *
 * <p>For one subtask. It holds every report as text, and the document leaves as a whole: no
 * checkpoint can come between its lines, as long as the sink is chained to this operator.
 */
public final class DocumentOperator extends AbstractStreamOperator<byte[]>
        implements OneInputStreamOperator<KeyedAggregate, byte[]>, BoundedOneInput {

    public static final TypeInformation<byte[]> LINE =
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

    private static final long serialVersionUID = 1;

    /** Bytes of UTF-8, compared without their signs, are in the order of the code points. */
    private static final Comparator<Entry> BY_CUSTOMER =
            Comparator.comparing(Entry::customer, Arrays::compareUnsigned);

    private final ReportRowEncoder encoder = new ReportRowEncoder();
    private transient JsonBuffer buffer;
    private transient List<Entry> entries;
    private transient ListState<Tuple2<byte[], byte[]>> state;

    private record Entry(byte[] customer, byte[] report) {}

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        buffer = new JsonBuffer(1024);
        entries = new ArrayList<>();
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>("reports", Types.TUPLE(LINE, LINE)));
        for (Tuple2<byte[], byte[]> entry : state.get()) {
            entries.add(new Entry(entry.f0, entry.f1));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.clear();
        for (Entry entry : entries) {
            state.add(Tuple2.of(entry.customer, entry.report));
        }
    }

    @Override
    public void processElement(StreamRecord<KeyedAggregate> record) {
        encoder.encode(record.getValue(), buffer);
        entries.add(new Entry(record.getValue().customer().utf8(), buffer.toByteArray()));
        buffer.clear();
    }

    @Override
    public void endInput() {
        entries.sort(BY_CUSTOMER);
        Iterator<Entry> rest = entries.iterator();
        emit(ascii(rest.hasNext() ? "{" : "{}"));
        while (rest.hasNext()) {
            Entry entry = rest.next();
            buffer.string(entry.customer);
            buffer.raw(':');
            buffer.raw(entry.report);
            if (rest.hasNext()) {
                buffer.raw(',');
            }
            emit(buffer.toByteArray());
            buffer.clear();
        }
        if (!entries.isEmpty()) {
            emit(ascii("}"));
        }
    }

    private void emit(byte[] line) {
        output.collect(new StreamRecord<>(line));
    }
}
