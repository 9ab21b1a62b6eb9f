package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink that a type has a serializer of its own, so that nothing falls back to Kryo.
 *
 * @param <T> the type of the records
 */
public final class RecordTypeInfo<T> extends TypeInformation<T> {

    public static final RecordTypeInfo<Event> EVENT =
            new RecordTypeInfo<>(Event.class, EventSerializer.INSTANCE, false);

    public static final RecordTypeInfo<EventSequence> CUSTOMER_RUN =
            new RecordTypeInfo<>(EventSequence.class, EventSequenceSerializer.INSTANCE, false);

    public static final RecordTypeInfo<CustomerId> CUSTOMER_ID =
            new RecordTypeInfo<>(CustomerId.class, CustomerIdSerializer.INSTANCE, true);

    /** Customers as the batch sort likes them. */
    public static final RecordTypeInfo<CustomerId> SORT_KEY =
            new RecordTypeInfo<>(CustomerId.class, SortKeySerializer.INSTANCE, true);

    public static final RecordTypeInfo<CustomerAggregate> CUSTOMER_AGGREGATE =
            new RecordTypeInfo<>(CustomerAggregate.class, new CustomerAggregateSerializer(), false);

    public static final RecordTypeInfo<AggregateParts> AGGREGATE_PARTS =
            new RecordTypeInfo<>(AggregateParts.class, AggregatePartsSerializer.INSTANCE, false);

    public static final RecordTypeInfo<CustomerPart> CUSTOMER_PART =
            new RecordTypeInfo<>(CustomerPart.class, CustomerPartSerializer.INSTANCE, false);

    public static final RecordTypeInfo<KeyedAggregate> KEYED_AGGREGATE =
            new RecordTypeInfo<>(KeyedAggregate.class, new KeyedAggregateSerializer(), false);

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final TypeSerializer<T> serializer;
    private final boolean keyType;

    private RecordTypeInfo(Class<T> type, TypeSerializer<T> serializer, boolean keyType) {
        this.type = type;
        this.serializer = serializer;
        this.keyType = keyType;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return keyType;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RecordTypeInfo<?> other
                && type == other.type
                && serializer.equals(other.serializer);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type);
    }

    @Override
    public boolean canEqual(Object o) {
        return o instanceof RecordTypeInfo;
    }
}
