package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How a later version reads the state of this one: a made-up version 2 of the customer's state,
 * which adds a field, takes over what the real version 1 wrote.
 */
class FormatEvolutionTest {

    private static final String ABSENT_IN_VERSION_1 = "unknown";

    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void stateOfAnEarlierVersionIsReadAndWrittenBackInThePresentOne(Backend backend)
            throws Exception {
        OperatorSubtaskState old;
        try (Keeper version1 = new Keeper(backend, 1, null)) {
            version1.add("ada", "ignored by version 1");
            version1.add("bob", "ignored by version 1");
            old = version1.snapshot();
        }

        OperatorSubtaskState migrated;
        try (Keeper version2 = new Keeper(backend, 2, old)) {
            assertThat(version2.add("ada", "eu"))
                    .isEqualTo(new Kept(parts().plus(parts()), ABSENT_IN_VERSION_1 + "+eu"));
            migrated = version2.snapshot();
        }

        try (Keeper version2 = new Keeper(backend, 2, migrated)) {
            assertThat(version2.add("ada", "us").segment()).isEqualTo("unknown+eu+us");
            assertThat(version2.add("bob", "us"))
                    .isEqualTo(new Kept(parts().plus(parts()), ABSENT_IN_VERSION_1 + "+us"));
        }
        try (Keeper version2 = new Keeper(backend, 2, old)) {
            assertThat(version2.add("bob", "eu").segment()).isEqualTo("unknown+eu");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void stateOfALaterVersionIsRefused(Backend backend) throws Exception {
        OperatorSubtaskState later;
        try (Keeper version2 = new Keeper(backend, 2, null)) {
            version2.add("ada", "eu");
            later = version2.snapshot();
        }

        assertThatThrownBy(
                        () -> {
                            try (Keeper version1 = new Keeper(backend, 1, later)) {
                                version1.add("ada", "eu");
                            }
                        })
                .hasStackTraceContaining("StateMigrationException");
    }

    private static AggregateParts parts() {
        ExactAggregate aggregate = new ExactAggregate();
        aggregate.add(event("ada", "checkout", 1_735_689_600L, 0.1));
        aggregate.add(event("ada", "refund", 1_735_789_600L, 1e-300));
        return AggregateParts.of(aggregate);
    }

    /** A customer's state with one field more. */
    private record Kept(AggregateParts parts, String segment) {}

    /** Version 1 is the real format of a customer's state, version 2 appends a text. */
    private static final class KeptSerializer extends ImmutableSerializer<Kept> {

        private static final long serialVersionUID = 1;
        private static final AggregatePartsSerializer PARTS = AggregatePartsSerializer.INSTANCE;

        private final int version;

        KeptSerializer(int version) {
            this.version = version;
        }

        @Override
        public Kept createInstance() {
            return new Kept(PARTS.createInstance(), ABSENT_IN_VERSION_1);
        }

        @Override
        public void serialize(Kept record, DataOutputView target) throws IOException {
            PARTS.serialize(record.parts(), target);
            if (version >= 2) {
                target.writeUTF(record.segment());
            }
        }

        @Override
        public Kept deserialize(DataInputView source) throws IOException {
            AggregateParts parts = PARTS.deserialize(source);
            return new Kept(parts, version >= 2 ? source.readUTF() : ABSENT_IN_VERSION_1);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof KeptSerializer other && version == other.version;
        }

        @Override
        public int hashCode() {
            return version;
        }

        @Override
        public TypeSerializerSnapshot<Kept> snapshotConfiguration() {
            return new KeptSnapshot(version);
        }
    }

    /** Flink makes one of the program's version, and tells it what was read. */
    public static final class KeptSnapshot extends FormatVersionSnapshot<Kept> {

        public KeptSnapshot() {
            this(2);
        }

        private KeptSnapshot(int version) {
            super(version);
        }

        @Override
        TypeSerializer<Kept> serializerOf(int version) {
            return new KeptSerializer(version);
        }
    }

    /** An operator that keeps a state per customer, as the program of some version. */
    private static final class Keeper implements AutoCloseable {

        private final KeyedOneInputStreamOperatorTestHarness<CustomerId, String[], Kept> harness;
        private int seen;

        Keeper(Backend backend, int version, OperatorSubtaskState restored) throws Exception {
            harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new Keep(version)),
                            record -> CustomerId.wrap(record[0].getBytes()),
                            RecordTypes.CUSTOMER_ID);
            harness.setStateBackend(backend.create());
            harness.setup(new KeptSerializer(2));
            if (restored != null) {
                harness.initializeState(restored);
            }
            harness.open();
        }

        /** Returns what is known of the customer now. */
        Kept add(String customer, String segment) throws Exception {
            harness.processElement(new String[] {customer, segment}, 0);
            List<Kept> out = harness.extractOutputValues();
            return out.get(seen++);
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        @Override
        public void close() throws IOException {
            try {
                harness.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private static final class Keep extends KeyedProcessFunction<CustomerId, String[], Kept> {

        private static final long serialVersionUID = 1;

        private final int version;
        private transient ValueState<Kept> state;

        Keep(int version) {
            this.version = version;
        }

        @Override
        public void open(OpenContext context) {
            state =
                    getRuntimeContext()
                            .getState(
                                    new ValueStateDescriptor<>(
                                            "aggregate", new KeptSerializer(version)));
        }

        @Override
        public void processElement(String[] record, Context context, Collector<Kept> out)
                throws Exception {
            Kept before = state.value();
            state.update(
                    before == null
                            ? new Kept(parts(), record[1])
                            : new Kept(
                                    before.parts().plus(parts()),
                                    before.segment() + "+" + record[1]));
            out.collect(state.value());
        }
    }
}
