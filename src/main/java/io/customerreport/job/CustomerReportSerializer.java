package io.customerreport.job;

import io.customerreport.CustomerReport;
import io.customerreport.aggregate.ImmutableSerializer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes the fields of a report in their order, the days as their number and one after the other.
 *
 * <p>Flink would read the days back as a map of another kind, which is not a report.
 */
public final class CustomerReportSerializer extends ImmutableSerializer<CustomerReport> {

    private static final long serialVersionUID = 1;

    @Override
    public CustomerReport createInstance() {
        return new CustomerReport(
                "", 0, 0, 0, 0, "", 0, Collections.unmodifiableSortedMap(new TreeMap<>()), 0);
    }

    @Override
    public void serialize(CustomerReport report, DataOutputView target) throws IOException {
        // Not writeUTF, which fails above 65,535 bytes.
        StringValue.writeString(report.customerId(), target);
        target.writeLong(report.totalEvents());
        target.writeDouble(report.totalSpendUsd());
        target.writeDouble(report.avgTicketUsd());
        target.writeInt(report.activeDays());
        StringValue.writeString(report.topEventType(), target);
        target.writeLong(report.latestEventTs());
        target.writeInt(report.byDay().size());
        for (Map.Entry<LocalDate, CustomerReport.Day> day : report.byDay().entrySet()) {
            target.writeLong(day.getKey().toEpochDay());
            target.writeLong(day.getValue().events());
            target.writeDouble(day.getValue().spendUsd());
        }
        target.writeInt(report.shard());
    }

    @Override
    public CustomerReport deserialize(DataInputView source) throws IOException {
        return new CustomerReport(
                StringValue.readString(source),
                source.readLong(),
                source.readDouble(),
                source.readDouble(),
                source.readInt(),
                StringValue.readString(source),
                source.readLong(),
                deserializeDays(source),
                source.readInt());
    }

    private static SortedMap<LocalDate, CustomerReport.Day> deserializeDays(DataInputView source)
            throws IOException {
        SortedMap<LocalDate, CustomerReport.Day> byDay = new TreeMap<>();
        for (int n = source.readInt(); n > 0; n--) {
            byDay.put(
                    LocalDate.ofEpochDay(source.readLong()),
                    new CustomerReport.Day(source.readLong(), source.readDouble()));
        }
        return Collections.unmodifiableSortedMap(byDay);
    }

    @Override
    public TypeSerializerSnapshot<CustomerReport> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is one format. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerReport> {
        public Snapshot() {
            super(CustomerReportSerializer::new);
        }
    }
}
