package io.customerreport.parse;

import io.customerreport.count.CountRatio;
import io.customerreport.count.DamagedFiles;
import io.customerreport.count.FirstRejects;
import io.customerreport.count.InputNotices;
import io.customerreport.count.LatestStanding;
import io.customerreport.count.RunCounters;
import io.customerreport.source.block.Damage;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import io.customerreport.source.block.LineBlock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses and filters: blocks of lines in, accepted events out, rejected lines to a side output.
 *
 * <p>Every line is counted under exactly one {@link LineOutcome}. The event handed out is reused:
 * downstream operators copy what they keep, and the pipeline enables object reuse.
 */
public final class ParseFunction extends ProcessFunction<LineBlock, Event>
        implements CheckpointedFunction {

    public static final OutputTag<Reject> REJECTS =
            new OutputTag<>("rejects", Types.POJO(Reject.class));

    private static final long serialVersionUID = 1;

    /** How much of the input the fast tier takes: a metric from 0 to 1. */
    static final String FAST_TIER_SHARE = "fast_tier_share";

    /** How old what is being read is, in milliseconds: a metric. */
    static final String EVENT_TIME_LAG = "event_time_lag";

    /** What Flink's own lags say as well while there is nothing to say. */
    static final long NO_EVENT_YET = -1;

    private static final LineOutcome[] OUTCOMES = LineOutcome.values();

    private static final ListStateDescriptor<Tuple3<String, String, Long>> FIRST_REJECTS =
            new ListStateDescriptor<>(
                    "first-rejects", Types.TUPLE(Types.STRING, Types.STRING, Types.LONG));

    private static final ListStateDescriptor<Tuple3<String, String, Long>> DAMAGED_FILES =
            new ListStateDescriptor<>(
                    "damaged-files", Types.TUPLE(Types.STRING, Types.STRING, Types.LONG));

    private static final ListStateDescriptor<Tuple3<String, String, String>> INPUT_NOTICES =
            new ListStateDescriptor<>(
                    "input-notices", Types.TUPLE(Types.STRING, Types.STRING, Types.STRING));

    private static final Logger LOG = LoggerFactory.getLogger(ParseFunction.class);

    private final EventRules rules;
    private final boolean keepRejects;
    private final boolean nowMoves;

    private transient RunCounters counters;
    private transient FirstRejects firstRejects;
    private transient ListState<Tuple3<String, String, Long>> firstRejectsState;
    private transient DamagedFiles damagedFiles;
    private transient ListState<Tuple3<String, String, Long>> damagedFilesState;
    private transient InputNotices notices;
    private transient ListState<Tuple3<String, String, String>> noticesState;
    private transient LatestStanding standing;
    private transient LastingOptions lastingOptions;
    private transient EventParser parser;
    private transient long[] outcomes;

    /** Where a block stands that follows the last one. */
    private transient long nextPosition;

    /** The position of the last event, if nothing was read elsewhere since. */
    private transient long latestEvent;

    /**
     * The unix seconds of an event that ended a block, the last such, or {@link #NO_EVENT_YET}.
     * Looked at once a block, and read by the thread that reports metrics.
     */
    private transient volatile long latestTs;

    /**
     * @param rules what to accept
     * @param keepRejects whether rejected lines go to {@link #REJECTS}, or are only counted
     */
    public ParseFunction(EventRules rules, boolean keepRejects) {
        this(rules, keepRejects, false);
    }

    private ParseFunction(EventRules rules, boolean keepRejects, boolean nowMoves) {
        this.rules = rules;
        this.keepRejects = keepRejects;
        this.nowMoves = nowMoves;
    }

    /**
     * For continuous input: whatever time the rules have, events are judged by the clock.
     *
     * <p>It is read once a block, after the block was read: no event lies in the future for it that
     * did not when it was written, and parsing a block takes milliseconds.
     */
    public static ParseFunction byTheClock(EventRules rules, boolean keepRejects) {
        return new ParseFunction(rules, keepRejects, true);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        lastingOptions =
                new LastingOptions(
                        getRuntimeContext().getGlobalJobParameters(),
                        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0);
        lastingOptions.restore(context.getOperatorStateStore());
        counters = new RunCounters();
        counters.restore(context.getOperatorStateStore());
        firstRejects = new FirstRejects();
        firstRejectsState = context.getOperatorStateStore().getListState(FIRST_REJECTS);
        for (Tuple3<String, String, Long> place : firstRejectsState.get()) {
            firstRejects.add(new FirstRejects.Place(place.f0, place.f1, place.f2));
        }
        damagedFiles = new DamagedFiles();
        damagedFilesState = context.getOperatorStateStore().getListState(DAMAGED_FILES);
        for (Tuple3<String, String, Long> damage : damagedFilesState.get()) {
            damagedFiles.add(new Damage(damage.f0, damage.f2, damage.f1));
        }
        notices = new InputNotices();
        noticesState = context.getOperatorStateStore().getListState(INPUT_NOTICES);
        for (Tuple3<String, String, String> notice : noticesState.get()) {
            notices.add(new InputNotice(InputNotice.Kind.of(notice.f0), notice.f1, notice.f2));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        lastingOptions.snapshot();
        counters.snapshot();
        firstRejectsState.clear();
        for (FirstRejects.Place place : firstRejects.getLocalValue().values()) {
            firstRejectsState.add(Tuple3.of(place.reason(), place.file(), place.offset()));
        }
        damagedFilesState.clear();
        for (Damage damage : damagedFiles.getLocalValue()) {
            damagedFilesState.add(Tuple3.of(damage.file(), damage.cause(), damage.offset()));
        }
        noticesState.clear();
        for (InputNotice notice : notices.getLocalValue()) {
            noticesState.add(Tuple3.of(notice.kind().code(), notice.file(), notice.what()));
        }
    }

    @Override
    public void open(OpenContext context) {
        parser = new EventParser(rules);
        outcomes = new long[OUTCOMES.length];
        latestEvent = Event.UNKNOWN;
        latestTs = NO_EVENT_YET;
        counters.register(RunCounters.LINES, getRuntimeContext());
        counters.register(RunCounters.BYTES, getRuntimeContext());
        counters.register(RunCounters.STORED_BYTES, getRuntimeContext());
        counters.register(RunCounters.AMOUNTS_DEFAULTED, getRuntimeContext());
        counters.register(RunCounters.FAST_TIER_LINES, getRuntimeContext());
        counters.register(RunCounters.CORRUPT_FILES, getRuntimeContext());
        for (InputNotice.Kind kind : InputNotice.Kind.values()) {
            counters.register(kind.code(), getRuntimeContext());
        }
        for (LineOutcome outcome : OUTCOMES) {
            if (outcome.isReject()) {
                counters.registerRejects(outcome.code(), getRuntimeContext());
            } else {
                counters.register(outcome.code(), getRuntimeContext());
            }
        }
        registerGauges(getRuntimeContext().getMetricGroup());
        getRuntimeContext().addAccumulator(FirstRejects.NAME, firstRejects);
        getRuntimeContext().addAccumulator(DamagedFiles.NAME, damagedFiles);
        getRuntimeContext().addAccumulator(InputNotices.NAME, notices);
        standing = new LatestStanding();
        getRuntimeContext().addAccumulator(LatestStanding.NAME, standing);
    }

    private void registerGauges(MetricGroup metrics) {
        metrics.gauge(
                FAST_TIER_SHARE,
                new CountRatio(
                        counters.metric(RunCounters.FAST_TIER_LINES),
                        counters.metric(RunCounters.LINES)));
        metrics.gauge(EVENT_TIME_LAG, this::eventTimeLag);
    }

    /** Milliseconds between the latest known event and now, or {@link #NO_EVENT_YET}. */
    private long eventTimeLag() {
        long ts = latestTs;
        return ts == NO_EVENT_YET ? ts : System.currentTimeMillis() - ts * 1000;
    }

    @Override
    public void processElement(LineBlock block, Context context, Collector<Event> out) {
        if (block.message instanceof InputNotice notice) {
            note(notice);
            return;
        }
        if (block.message instanceof InputStanding latest) {
            standing.add(latest);
            return;
        }
        if (block.position != nextPosition) {
            latestEvent = Event.UNKNOWN;
        }
        nextPosition = block.nextPosition;
        if (nowMoves) {
            long seconds = context.timerService().currentProcessingTime() / 1_000;
            parser.now(Math.min(seconds, EventRules.MAX_NOW_TS));
        }
        if (block.damage != null) {
            note(block.damage);
        } else if (block.oversizedLine) {
            outcomes[LineOutcome.LINE_TOO_LONG.ordinal()]++;
            reject(
                    LineOutcome.LINE_TOO_LONG,
                    block,
                    block.start,
                    block.end,
                    block.truncated,
                    context);
        } else {
            parseLines(block, context, out);
        }
        publish(block);
    }

    private void note(InputNotice notice) {
        LOG.warn("{}", notice);
        counters.add(notice.kind().code(), 1);
        notices.add(notice);
    }

    private void note(Damage damage) {
        LOG.warn("Skipped the rest of {}", damage);
        counters.add(RunCounters.CORRUPT_FILES, 1);
        damagedFiles.add(damage);
    }

    private void parseLines(LineBlock block, Context context, Collector<Event> out) {
        Event event = parser.event();
        long amountsDefaulted = 0;
        long fastLinesBefore = parser.fastLines();
        for (int at = block.start, next; at < block.end; at = next) {
            next = parser.parse(block.bytes, at);
            LineOutcome outcome = parser.outcome();
            outcomes[outcome.ordinal()]++;
            if (outcome == LineOutcome.ACCEPTED) {
                event.position = block.position + (at - block.start);
                event.predecessor = latestEvent;
                latestEvent = event.position;
                amountsDefaulted += event.amountDefaulted ? 1 : 0;
                out.collect(event);
            } else if (outcome.isReject()) {
                reject(outcome, block, at, next - 1, false, context);
            }
        }
        if (parser.outcome() == LineOutcome.ACCEPTED) {
            latestTs = event.ts;
        }
        counters.add(RunCounters.AMOUNTS_DEFAULTED, amountsDefaulted);
        counters.add(RunCounters.FAST_TIER_LINES, parser.fastLines() - fastLinesBefore);
    }

    private void reject(
            LineOutcome outcome,
            LineBlock block,
            int start,
            int end,
            boolean truncated,
            Context context) {
        long offset = block.offset + (start - block.start);
        if (outcomes[outcome.ordinal()] == 1) {
            firstRejects.add(new FirstRejects.Place(outcome.code(), block.file, offset));
        }
        if (keepRejects) {
            context.output(
                    REJECTS,
                    Reject.of(
                            outcome.code(),
                            block.file,
                            offset,
                            block.bytes,
                            start,
                            end,
                            truncated));
        }
    }

    /** Adds up what the block held. */
    private void publish(LineBlock block) {
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
    }
}
