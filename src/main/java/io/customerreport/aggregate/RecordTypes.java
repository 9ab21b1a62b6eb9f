package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import io.customerreport.types.RecordTypeInfo;

/** The types of the records that travel between operators, or are kept. */
public final class RecordTypes {

    public static final RecordTypeInfo<Event> EVENT =
            new RecordTypeInfo<>(Event.class, EventSerializer.INSTANCE, false);

    public static final RecordTypeInfo<EventSequence> EVENT_SEQUENCE =
            new RecordTypeInfo<>(EventSequence.class, EventSequenceSerializer.INSTANCE, false);

    public static final RecordTypeInfo<DistinctEvents> DISTINCT_EVENTS =
            new RecordTypeInfo<>(DistinctEvents.class, DistinctEventsSerializer.INSTANCE, false);

    public static final RecordTypeInfo<DistinctAggregate> DISTINCT_AGGREGATE =
            new RecordTypeInfo<>(
                    DistinctAggregate.class, DistinctAggregateSerializer.INSTANCE, false);

    public static final RecordTypeInfo<CustomerId> CUSTOMER_ID =
            new RecordTypeInfo<>(CustomerId.class, CustomerIdSerializer.INSTANCE, true);

    /** Customers in the order in which the batch sort compares them fastest. */
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

    private RecordTypes() {}
}
