package io.customerreport.parse;

import io.customerreport.count.CurrencyCounts;
import io.customerreport.count.DamagedFiles;
import io.customerreport.count.FirstRejects;
import io.customerreport.count.InputNotices;
import io.customerreport.count.LatestStanding;
import io.customerreport.count.LineSamples;
import io.customerreport.count.RatesUsed;
import io.customerreport.count.RunCounters;
import io.customerreport.source.block.Damage;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import io.customerreport.source.block.LineBlock;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.metrics.Counter;

/**
 * What one subtask has met in its input: every line under exactly one {@link LineOutcome}, where
 * the first of each kind stands, and what else a user would want to know.
 *
 * <p>Visible as accumulators and metrics, and kept in operator state, so that it continues from the
 * checkpoint after a failure. Counts of a block are published at its end.
 */
final class LineAccount {

    private static final LineOutcome[] OUTCOMES = LineOutcome.values();

    private final RunCounters counters = new RunCounters();
    private final FirstRejects firstPlaces = new FirstRejects();
    private final DamagedFiles damagedFiles = new DamagedFiles();
    private final InputNotices notices = new InputNotices();
    private final LineSamples samples = new LineSamples();
    private final CurrencyCounts unratedCurrencies = new CurrencyCounts();
    private final RatesUsed ratesUsed = new RatesUsed();
    private final LatestStanding standing = new LatestStanding();

    private final List<KeptAccumulator<?, ?>> kept =
            List.of(
                    new KeptAccumulator<>(
                            firstPlaces,
                            () -> firstPlaces.getLocalValue().values(),
                            new ListStateDescriptor<>(
                                    "first-rejects",
                                    Types.TUPLE(Types.STRING, Types.STRING, Types.LONG)),
                            place -> Tuple3.of(place.reason(), place.file(), place.offset()),
                            row -> new FirstRejects.Place(row.f0, row.f1, row.f2)),
                    new KeptAccumulator<>(
                            damagedFiles,
                            damagedFiles::getLocalValue,
                            new ListStateDescriptor<>(
                                    "damaged-files",
                                    Types.TUPLE(Types.STRING, Types.STRING, Types.LONG)),
                            damage -> Tuple3.of(damage.file(), damage.cause(), damage.offset()),
                            row -> new Damage(row.f0, row.f2, row.f1)),
                    new KeptAccumulator<>(
                            notices,
                            notices::getLocalValue,
                            new ListStateDescriptor<>(
                                    "input-notices",
                                    Types.TUPLE(Types.STRING, Types.STRING, Types.STRING)),
                            notice -> Tuple3.of(notice.kind().code(), notice.file(), notice.what()),
                            row -> new InputNotice(InputNotice.Kind.of(row.f0), row.f1, row.f2)),
                    new KeptAccumulator<>(
                            samples,
                            samples::getLocalValue,
                            new ListStateDescriptor<>(
                                    "line-samples",
                                    Types.TUPLE(
                                            Types.STRING,
                                            Types.STRING,
                                            Types.LONG,
                                            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                                            Types.BOOLEAN)),
                            line ->
                                    Tuple5.of(
                                            line.reason(),
                                            line.file(),
                                            line.offset(),
                                            line.head(),
                                            line.cut()),
                            row -> new LineSamples.Line(row.f0, row.f1, row.f2, row.f3, row.f4)),
                    new KeptAccumulator<>(
                            unratedCurrencies,
                            () ->
                                    unratedCurrencies.getLocalValue().entrySet().stream()
                                            .map(LineAccount::count)
                                            .toList(),
                            new ListStateDescriptor<>(
                                    "unrated-currencies", Types.TUPLE(Types.STRING, Types.LONG)),
                            count -> Tuple2.of(count.code(), count.events()),
                            row -> new CurrencyCounts.Count(row.f0, row.f1)),
                    new KeptAccumulator<>(
                            ratesUsed,
                            ratesUsed::getLocalValue,
                            new ListStateDescriptor<>("rates-used", Types.STRING),
                            code -> code,
                            code -> code));

    /** Counts of the block that is being read. */
    private final long[] outcomes = new long[OUTCOMES.length];

    private final UnratedCurrencies unrated = new UnratedCurrencies(unratedCurrencies);
    private final Currencies currencies;

    /** Whether a rate is known to be used, by its currency's index. */
    private final boolean[] used;

    private long amountsDefaulted;
    private long unratedEvents;

    LineAccount(Currencies currencies) {
        this.currencies = currencies;
        used = new boolean[currencies.size()];
    }

    private static CurrencyCounts.Count count(Map.Entry<String, Long> entry) {
        return new CurrencyCounts.Count(entry.getKey(), entry.getValue());
    }

    /** For {@code initializeState}. */
    void restore(OperatorStateStore store) throws Exception {
        counters.restore(store);
        for (KeptAccumulator<?, ?> accumulator : kept) {
            accumulator.restore(store);
        }
    }

    /** For {@code snapshotState}. */
    void snapshot() throws Exception {
        counters.snapshot();
        for (KeptAccumulator<?, ?> accumulator : kept) {
            accumulator.snapshot();
        }
    }

    /** Makes all of it visible; for {@code open}. */
    void register(RuntimeContext context) {
        counters.register(RunCounters.LINES, context);
        counters.register(RunCounters.BYTES, context);
        counters.register(RunCounters.STORED_BYTES, context);
        counters.register(RunCounters.AMOUNTS_DEFAULTED, context);
        counters.register(RunCounters.UNRATED, context);
        counters.register(RunCounters.FAST_TIER_LINES, context);
        counters.register(RunCounters.CORRUPT_FILES, context);
        for (InputNotice.Kind kind : InputNotice.Kind.values()) {
            counters.register(kind.code(), context);
        }
        for (LineOutcome outcome : OUTCOMES) {
            if (outcome.isReject()) {
                counters.register(outcome.code(), RunCounters.REJECTED, context);
            } else if (outcome.isFilter()) {
                counters.register(outcome.code(), RunCounters.FILTERED, context);
            } else {
                counters.register(outcome.code(), context);
            }
        }
        context.addAccumulator(FirstRejects.NAME, firstPlaces);
        context.addAccumulator(DamagedFiles.NAME, damagedFiles);
        context.addAccumulator(InputNotices.NAME, notices);
        context.addAccumulator(LineSamples.NAME, samples);
        context.addAccumulator(CurrencyCounts.NAME, unratedCurrencies);
        context.addAccumulator(RatesUsed.NAME, ratesUsed);
        context.addAccumulator(LatestStanding.NAME, standing);
    }

    /** The metric of a counter: what was counted since the task started. */
    Counter metric(String name) {
        return counters.metric(name);
    }

    void add(InputStanding latest) {
        standing.add(latest);
    }

    void add(InputNotice notice) {
        counters.add(notice.kind().code(), 1);
        notices.add(notice);
    }

    void add(Damage damage) {
        counters.add(RunCounters.CORRUPT_FILES, 1);
        damagedFiles.add(damage);
    }

    /**
     * Counts an accepted event.
     *
     * @param start of its line in the block
     */
    void accepted(Event event, LineBlock block, int start) {
        outcomes[LineOutcome.ACCEPTED.ordinal()]++;
        if (event.amountDefaulted && amountsDefaulted++ == 0) {
            firstPlaces.add(
                    new FirstRejects.Place(
                            RunCounters.AMOUNTS_DEFAULTED, block.file, offset(block, start)));
        }
        if (event.rate == Event.UNRATED) {
            unratedEvents++;
            unrated.count(event);
        } else if (!used[event.rate]) {
            used[event.rate] = true;
            ratesUsed.add(currencies.code(event.rate));
        }
    }

    /**
     * Counts a line that is not an event of the run.
     *
     * @param outcome neither accepted nor blank
     * @param start of the line in the block
     * @param end of the line in the block
     * @param cut whether the line goes on after its end
     */
    void leftOut(LineOutcome outcome, LineBlock block, int start, int end, boolean cut) {
        long nth = ++outcomes[outcome.ordinal()];
        if (nth > LineSamples.LIMIT) {
            return;
        }
        long offset = offset(block, start);
        if (nth == 1 && outcome.isReject()) {
            firstPlaces.add(new FirstRejects.Place(outcome.code(), block.file, offset));
        }
        samples.add(outcome.code(), block.file, offset, block.bytes, start, end, cut);
    }

    /** Byte offset in its file of what stands at an index of a block. */
    static long offset(LineBlock block, int at) {
        return block.offset + (at - block.start);
    }

    void blank() {
        outcomes[LineOutcome.BLANK.ordinal()]++;
    }

    /**
     * Adds up what the block held.
     *
     * @param fastLines how many of its lines the fast tier took
     */
    void publish(LineBlock block, long fastLines) {
        long lines = 0;
        for (LineOutcome outcome : OUTCOMES) {
            long count = outcomes[outcome.ordinal()];
            lines += count;
            counters.add(outcome.code(), count);
            outcomes[outcome.ordinal()] = 0;
        }
        counters.add(RunCounters.LINES, lines);
        counters.add(RunCounters.BYTES, block.sourceBytes);
        counters.add(RunCounters.STORED_BYTES, block.storedBytes);
        counters.add(RunCounters.FAST_TIER_LINES, fastLines);
        counters.add(RunCounters.AMOUNTS_DEFAULTED, amountsDefaulted);
        counters.add(RunCounters.UNRATED, unratedEvents);
        amountsDefaulted = 0;
        unratedEvents = 0;
        unrated.flush();
    }
}
