package io.customerreport.parse;

import io.customerreport.count.CountRatio;
import io.customerreport.count.RunCounters;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import io.customerreport.source.block.LineBlock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
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

    private static final Logger LOG = LoggerFactory.getLogger(ParseFunction.class);

    private final EventRules rules;
    private final boolean keepRejects;
    private final boolean nowMoves;

    private transient LastingOptions lastingOptions;
    private transient EventParser parser;
    private transient LineAccount account;

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
        lastingOptions.restore(context);
        parser = new EventParser(rules);
        account = new LineAccount(parser.currencies());
        account.restore(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        lastingOptions.snapshot();
        account.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        latestEvent = Event.UNKNOWN;
        latestTs = NO_EVENT_YET;
        account.register(getRuntimeContext());
        registerGauges(getRuntimeContext().getMetricGroup());
    }

    private void registerGauges(MetricGroup metrics) {
        metrics.gauge(
                FAST_TIER_SHARE,
                new CountRatio(
                        account.metric(RunCounters.FAST_TIER_LINES),
                        account.metric(RunCounters.LINES)));
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
            LOG.warn("{}", notice);
            account.add(notice);
            return;
        }
        if (block.message instanceof InputStanding latest) {
            account.add(latest);
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
        long fastLinesBefore = parser.fastLines();
        if (block.damage != null) {
            LOG.warn("Skipped the rest of {}", block.damage);
            account.add(block.damage);
        } else if (block.oversizedLine) {
            leaveOut(
                    LineOutcome.LINE_TOO_LONG,
                    block,
                    block.start,
                    block.end,
                    block.truncated,
                    context);
        } else {
            parseLines(block, context, out);
        }
        account.publish(block, parser.fastLines() - fastLinesBefore);
    }

    private void parseLines(LineBlock block, Context context, Collector<Event> out) {
        Event event = parser.event();
        for (int at = block.start, next; at < block.end; at = next) {
            next = parser.parse(block.bytes, at);
            LineOutcome outcome = parser.outcome();
            if (outcome == LineOutcome.ACCEPTED) {
                event.position = block.position + (at - block.start);
                event.predecessor = latestEvent;
                latestEvent = event.position;
                account.accepted(event, block, at);
                out.collect(event);
            } else if (outcome == LineOutcome.BLANK) {
                account.blank();
            } else {
                leaveOut(outcome, block, at, next - 1, false, context);
            }
        }
        if (parser.outcome() == LineOutcome.ACCEPTED) {
            latestTs = event.ts;
        }
    }

    private void leaveOut(
            LineOutcome outcome,
            LineBlock block,
            int start,
            int end,
            boolean truncated,
            Context context) {
        account.leftOut(outcome, block, start, end, truncated);
        if (keepRejects && outcome.isReject()) {
            context.output(
                    REJECTS,
                    Reject.of(
                            outcome.code(),
                            block.file,
                            LineAccount.offset(block, start),
                            block.bytes,
                            start,
                            end,
                            truncated));
        }
    }
}
