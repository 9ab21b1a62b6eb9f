package io.customerreport.aggregate;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Never writes anything: only batch runs have such state, and they hold one customer at a time, as
 * an object.
 */
public final class DistinctAggregateSerializer extends ImmutableSerializer<DistinctAggregate> {

    public static final DistinctAggregateSerializer INSTANCE = new DistinctAggregateSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public DistinctAggregate createInstance() {
        return new DistinctAggregate();
    }

    @Override
    public void serialize(DistinctAggregate record, DataOutputView target) {
        throw new UnsupportedOperationException("distinct events are counted in batch mode");
    }

    @Override
    public DistinctAggregate deserialize(DataInputView source) {
        throw new UnsupportedOperationException("distinct events are counted in batch mode");
    }

    @Override
    public TypeSerializerSnapshot<DistinctAggregate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Nothing is ever stored. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DistinctAggregate> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
