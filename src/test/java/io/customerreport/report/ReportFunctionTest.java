package io.customerreport.report;

import static io.customerreport.report.Parts.customerOf;
import static io.customerreport.report.Parts.part;
import static io.customerreport.report.Parts.row;
import static io.customerreport.testing.Events.event;
import static org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repackageState;
import static org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repartitionOperatorState;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.EventSequence;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.parse.Event;
import io.customerreport.testing.EventSequences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFunctionTest {

    @Test
    void nothingLeavesBeforeTheEndOfTheInput() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.add(part(event("ada", "view", 1, 1.0)));
            report.harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(report.rows()).isEmpty();
            assertThat(report.harness.numEventTimeTimers()).isZero();

            report.harness.endInput();

            assertThat(report.rows()).hasSize(1);
            assertThat(report.harness.getOutput()).first().isEqualTo(Watermark.MAX_WATERMARK);
        }
    }

    @Test
    void customerLeavesOnceWithAllItsPartsAndNoStateIsLeft() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.add(part(event("ada", "view", 1, 1.0), event("ada", "view", 2, 2.0)));
            report.add(part(event("bob", "click", 3, 4.0)));
            report.add(part(event("ada", "click", 86_400, 8.0)));

            report.finish();

            assertThat(report.rows())
                    .containsExactlyInAnyOrder(
                            row(
                                    event("ada", "click", 86_400, 8.0),
                                    event("ada", "view", 1, 3.0),
                                    event("ada", "view", 2, 0.0)),
                            row(event("bob", "click", 3, 4.0)));
            assertThat(report.harness.numKeyedStateEntries()).isZero();
            assertThat(report.customers()).isEqualTo(2);
        }
    }

    @Test
    void partsInAnyOrderGiveTheSameRows() throws Exception {
        Random random = new Random(20_260_101L);
        List<Event> events = events(random, 2_000);

        for (int i = 0; i < 5; i++) {
            Collections.shuffle(events, random);
            try (ReportTask<CustomerPart> report = subtask()) {
                addAll(events, report);
                report.finish();

                assertThat(report.rows()).isEqualTo(expectedRows(events));
            }
        }
    }

    @Test
    void restoredItGoesOnWhereTheCheckpointWasTaken() throws Exception {
        List<Event> events = events(new Random(1), 500);
        OperatorSubtaskState checkpoint;
        try (ReportTask<CustomerPart> report = subtask()) {
            addAll(events.subList(0, 300), report);
            checkpoint = report.harness.snapshot(1, 1);
            // What comes after the checkpoint is read again after the failure.
            addAll(events.subList(300, 500), report);
        }

        try (ReportTask<CustomerPart> report = subtask(1, 0, checkpoint)) {
            addAll(events.subList(300, 500), report);
            report.finish();

            assertThat(report.rows()).isEqualTo(expectedRows(events));
        }
    }

    @Test
    void partsAreInTheStateOnceACheckpointWasAskedForAndOnlyThen() throws Exception {
        List<Event> events = events(new Random(5), 500);
        try (ReportTask<CustomerPart> report = subtask()) {
            addAll(events.subList(0, 250), report);
            assertThat(report.harness.numKeyedStateEntries()).isZero();

            report.harness.snapshot(1, 1);

            assertThat(report.harness.numKeyedStateEntries())
                    .isEqualTo(expectedRows(events.subList(0, 250)).size());
            addAll(events.subList(250, 500), report);
            report.finish();
            assertThat(report.rows()).isEqualTo(expectedRows(events));
            assertThat(report.customers()).isEqualTo(report.rows().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "2, 3", "3, 2"})
    void rescaledItLosesNothing(int before, int after) throws Exception {
        List<Event> events = events(new Random(2), 1_000);
        OperatorSubtaskState[] states = new OperatorSubtaskState[before];
        for (int i = 0; i < before; i++) {
            try (ReportTask<CustomerPart> report = subtask(before, i, null)) {
                addAll(events.subList(0, 600), report);
                states[i] = report.harness.snapshot(1, 1);
            }
        }
        OperatorSubtaskState checkpoint = repackageState(states);

        List<String> rows = new ArrayList<>();
        long customers = 0;
        for (int i = 0; i < after; i++) {
            OperatorSubtaskState own =
                    repartitionOperatorState(
                            checkpoint, ReportTask.MAX_PARALLELISM, before, after, i);
            try (ReportTask<CustomerPart> report = subtask(after, i, own)) {
                addAll(events.subList(600, 1_000), report);
                report.finish();
                rows.addAll(report.rows());
                customers += report.customers();
            }
        }

        Collections.sort(rows);
        assertThat(rows).isEqualTo(expectedRows(events));
        assertThat(customers).isEqualTo(rows.size());
    }

    @Test
    void customersThatHaveLeftAreStillCountedAfterRestoreAndRescale() throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[2];
        for (int i = 0; i < 2; i++) {
            try (ReportTask<CustomerPart> report = subtask(2, i, null)) {
                addAll(events(new Random(3), 100), report);
                report.finish();
                report.harness.snapshot(1, 1);
                states[i] = report.harness.snapshot(2, 2);
            }
        }
        OperatorSubtaskState all =
                repartitionOperatorState(
                        repackageState(states), ReportTask.MAX_PARALLELISM, 2, 1, 0);

        try (ReportTask<CustomerPart> report = subtask(1, 0, all)) {
            assertThat(report.customers())
                    .isEqualTo(expectedRows(events(new Random(3), 100)).size());
            report.finish();
            assertThat(report.rows()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 3", "true, 3"})
    void earlierCustomersAreMergedWithWhatIsNew(boolean checkpoint, int parallelism)
            throws Exception {
        List<Event> earlier = customers("old", 60);
        List<Event> added = customers("new", 40);
        added.addAll(customers("old", 25));

        List<String> rows = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            try (ReportTask<CustomerPart> report = subtask(earlier, parallelism, i, null)) {
                addAll(added.subList(0, 30), report);
                if (checkpoint) {
                    report.harness.snapshot(1, 1);
                }
                addAll(added.subList(30, added.size()), report);
                report.finish();
                rows.addAll(report.rows());
                assertThat(report.customers()).isEqualTo(report.rows().size());
                assertThat(report.harness.numKeyedStateEntries()).isZero();
            }
        }

        Collections.sort(rows);
        List<Event> all = new ArrayList<>(earlier);
        all.addAll(added);
        assertThat(rows).isEqualTo(expectedRows(all)).hasSize(100);
    }

    /** As when one subtask has ended its input, and another one fails before it has. */
    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "2, 3"})
    void earlierCustomersThatHaveLeftStayAway(int before, int after) throws Exception {
        List<Event> earlier = customers("old", 60);
        List<Event> added = customers("old", 25);
        List<String> rows = new ArrayList<>();
        OperatorSubtaskState[] states = new OperatorSubtaskState[before];
        for (int i = 0; i < before; i++) {
            try (ReportTask<CustomerPart> report = subtask(earlier, before, i, null)) {
                addAll(added, report);
                if (i == 0) {
                    report.finish();
                    rows.addAll(report.rows());
                }
                states[i] = report.harness.snapshot(1, 1);
            }
        }
        assertThat(rows).hasSizeBetween(5, 55);

        for (int i = 0; i < after; i++) {
            OperatorSubtaskState own =
                    repartitionOperatorState(
                            repackageState(states), ReportTask.MAX_PARALLELISM, before, after, i);
            try (ReportTask<CustomerPart> report = subtask(earlier, after, i, own)) {
                report.finish();
                rows.addAll(report.rows());
            }
        }

        Collections.sort(rows);
        List<Event> all = new ArrayList<>(earlier);
        all.addAll(added);
        assertThat(rows).isEqualTo(expectedRows(all));
    }

    private static List<Event> customers(String name, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(name + i, "checkout", 1 + i * 1_000, i / 7.0));
        }
        return events;
    }

    private static ReportTask<CustomerPart> subtask(
            List<Event> earlier, int parallelism, int index, OperatorSubtaskState restored)
            throws Exception {
        ExactReportFunction function = new ExactReportFunction();
        EarlierCustomers customers =
                (own, receiver) -> {
                    for (Event event : earlier) {
                        if (own.has(customerOf(event))) {
                            receiver.accept(part(event));
                        }
                    }
                };
        return new ReportTask<>(
                function,
                new ExactReportOperator(function, customers),
                CustomerPart::customer,
                parallelism,
                index,
                restored);
    }

    @Test
    void sequentialSumsAreFormedInTheOrderOfArrival() throws Exception {
        assertThat(sequentialSpend(1e16, 1.0, -1e16)).isEqualTo(0.0);
        assertThat(sequentialSpend(1e16, -1e16, 1.0)).isEqualTo(1.0);
        assertThat(sequentialSpend(0.1, 0.2, 0.3)).isEqualTo(0.1 + 0.2 + 0.3);
        assertThat(sequentialSpend(0.3, 0.2, 0.1)).isEqualTo(0.3 + 0.2 + 0.1);
    }

    @Test
    void sequentialSumsGoOnFromSequenceToSequence() throws Exception {
        SequentialAggregate expected = new SequentialAggregate();
        List<Event> events = events(new Random(4), 3_000);
        try (ReportTask<EventSequence> report =
                new ReportTask<>(
                        new SequentialReportFunction(), EventSequence::customer, 1, 0, null)) {
            for (int from = 0, to; from < events.size(); from = to) {
                to = Math.min(events.size(), from * 2 + 1);
                List<Event> part = events.subList(from, to);
                part.forEach(event -> event.customer = events.get(0).customer);
                part.forEach(event -> event.customerLength = events.get(0).customerLength);
                part.forEach(expected::add);
                report.add(EventSequences.of(part.toArray(Event[]::new)));
            }

            report.finish();

            assertThat(report.rows())
                    .containsExactly(
                            ReportTask.row(
                                    new KeyedAggregate(customerOf(events.get(0)), expected)));
        }
    }

    private static double sequentialSpend(double... amounts) throws Exception {
        try (ReportTask<EventSequence> report =
                new ReportTask<>(
                        new SequentialReportFunction(), EventSequence::customer, 1, 0, null)) {
            for (double usd : amounts) {
                report.add(EventSequences.of(event("ada", "view", 1, usd)));
                report.add(EventSequences.of(event("bob", "view", 1, -7.0)));
            }
            report.finish();
            List<KeyedAggregate> reports = report.harness.extractOutputValues();
            assertThat(reports).hasSize(2);
            int ada = reports.get(0).customer().toString().equals("ada") ? 0 : 1;
            return reports.get(ada).aggregate().totalSpend();
        }
    }

    /** The rows of customers that were never cut into parts, sorted. */
    private static List<String> expectedRows(List<Event> events) {
        Map<CustomerId, ExactAggregate> customers = new HashMap<>();
        for (Event event : events) {
            customers
                    .computeIfAbsent(customerOf(event), customer -> new ExactAggregate())
                    .add(event);
        }
        return customers.entrySet().stream()
                .map(entry -> ReportTask.row(new KeyedAggregate(entry.getKey(), entry.getValue())))
                .sorted()
                .toList();
    }

    private static List<Event> events(Random random, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(
                    event(
                            "customer-" + random.nextInt(40),
                            random.nextBoolean() ? "checkout" : "view",
                            1 + random.nextInt(400_000),
                            Math.scalb(random.nextDouble() - 0.5, random.nextInt(80))));
        }
        return events;
    }

    private static ReportTask<CustomerPart> subtask() throws Exception {
        return subtask(1, 0, null);
    }

    private static ReportTask<CustomerPart> subtask(
            int parallelism, int index, OperatorSubtaskState restored) throws Exception {
        return new ReportTask<>(
                new ExactReportFunction(), CustomerPart::customer, parallelism, index, restored);
    }

    private static void addAll(List<Event> events, ReportTask<CustomerPart> report)
            throws Exception {
        for (Event event : events) {
            report.add(part(event));
        }
    }
}
