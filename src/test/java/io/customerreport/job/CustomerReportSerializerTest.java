package io.customerreport.job;

import io.customerreport.CustomerReport;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's contract of serializers. */
class CustomerReportSerializerTest extends SerializerTestBase<CustomerReport> {

    @Override
    protected TypeSerializer<CustomerReport> createSerializer() {
        return new CustomerReportSerializer();
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<CustomerReport> getTypeClass() {
        return CustomerReport.class;
    }

    @Override
    protected CustomerReport[] getTestData() {
        return new CustomerReport[] {
            report("ada", Map.of(LocalDate.of(2025, 1, 10), new CustomerReport.Day(1, 5.7))),
            report(
                    "long ids are no strings of Java's, which end at 65,535 bytes ".repeat(3_000),
                    Map.of(
                            LocalDate.of(9999, 12, 31),
                            new CustomerReport.Day(Long.MAX_VALUE, -0.0),
                            LocalDate.EPOCH,
                            new CustomerReport.Day(1, 1e300))),
            report("\u65e5\u672c \ud83d\ude00", Map.of()),
        };
    }

    private static CustomerReport report(String id, Map<LocalDate, CustomerReport.Day> byDay) {
        return new CustomerReport(
                id,
                3,
                287.67,
                30.03,
                byDay.size(),
                "checkout",
                1_737_703_470,
                new TreeMap<>(byDay),
                59);
    }
}
