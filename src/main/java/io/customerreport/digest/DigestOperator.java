package io.customerreport.digest;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Looks at what passes by, and leaves a digest of it as an accumulator when the input has ended.
 *
 * @param <T> the type of the records, which go on as they are
 */
public abstract class DigestOperator<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<T, T>, BoundedOneInput {

    private static final long serialVersionUID = 1;

    private static final ListStateDescriptor<byte[]> STATE =
            new ListStateDescriptor<>(
                    "digest", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private transient ListState<byte[]> state;
    private transient RunDigest digest;

    abstract void add(T record, RunDigest target);

    @Override
    public final void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        digest = new RunDigest();
        state = context.getOperatorStateStore().getListState(STATE);
        for (byte[] part : state.get()) {
            digest.merge(RunDigest.of(part));
        }
    }

    @Override
    public final void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.clear();
        state.add(digest.toBytes());
    }

    @Override
    public final void processElement(StreamRecord<T> element) {
        // Before it goes on, as later operators may change it.
        add(element.getValue(), digest);
        output.collect(element);
    }

    @Override
    public final void endInput() {
        getRuntimeContext().addAccumulator(RunDigest.NAME, new DigestAccumulator(digest.toBytes()));
    }
}
