package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputMessage;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.source.split.Unread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans an input again and again, and gives the splits of new files to readers that wait for some.
 *
 * <p>Listing runs in Flink's worker thread; all else, and with it all state, belongs to the
 * coordinator's thread. A scan that fails changes nothing; several in a row fail the job.
 */
public final class WatchingEnumerator implements SplitEnumerator<CombinedSplit, EnumeratorState> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchingEnumerator.class);

    private final SplitEnumeratorContext<CombinedSplit> context;
    private final Path[] paths;
    private final SplitSizes sizes;
    private final InputNames names;
    private final WatchRules rules;
    private final PendingSplits pending = new PendingSplits();
    private final SeenFiles seen;
    private final ScanMetrics metrics;

    /** Whether the state it continues from is that of an input that ends. */
    private final boolean bounded;

    private final Set<Integer> waitingReaders = new LinkedHashSet<>();
    private long nextNumber;
    private int failedInARow;

    /** The time of the last good scan; that of the start before there is one. */
    private long lastGood = System.currentTimeMillis();

    /** What the readers were told last; null if that is not known, as in a job that continues. */
    private @Nullable InputStanding standing;

    /** Only the worker thread's. */
    private long lastScanEnd;

    /** Whether what the last scan found is taken note of; else another must not begin. */
    private volatile boolean taken = true;

    /** What is to be read, and when the scan was begun that found it. */
    private record Scan(SeenFiles.Found found, long begin) {}

    public WatchingEnumerator(
            SplitEnumeratorContext<CombinedSplit> context,
            Path[] paths,
            InputNames names,
            SplitSizes sizes,
            WatchRules rules,
            EnumeratorState restored) {
        this.context = context;
        this.paths = paths;
        this.sizes = sizes;
        this.names = names;
        this.rules = rules;
        this.seen = new SeenFiles(rules, Sampler.OF_FILES, restored.seen());
        this.metrics = new ScanMetrics(context.metricGroup());
        this.bounded = restored.isBounded();
        this.nextNumber = restored.nextNumber();
        this.standing = nextNumber == 0 ? InputStanding.NOTHING : null;
        this.metrics.filesRemembered = seen.size();
        pending.add(restored.pending());
    }

    @Override
    public void start() {
        if (bounded) {
            // Nobody knows which files it has read: all of them would be read again, and count
            // twice.
            throw EnumeratorState.ofBoundedJob();
        }
        context.metricGroup().setUnassignedSplitsGauge(() -> (long) pending.size());
        context.callAsync(this::scan, this::scanned, 0, rules.interval().toMillis());
    }

    /**
     * Null if the last scan ended too recently: after a long scan, Flink calls this several times
     * in a row.
     */
    private @Nullable Scan scan() throws IOException {
        long begin = System.currentTimeMillis();
        if (!taken || begin - lastScanEnd < rules.interval().toMillis() / 2) {
            return null;
        }
        try {
            InputListing listing = InputListing.of(paths, names);
            if (rules.strict()) {
                listing.requireAllReadable();
            }
            SeenFiles.Found found = seen.look(listing, names, begin);
            taken = false;
            return new Scan(found, begin);
        } finally {
            lastScanEnd = System.currentTimeMillis();
        }
    }

    private void scanned(@Nullable Scan scan, @Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else if (scan != null) {
            succeeded(scan);
        }
    }

    private void failed(Throwable failure) {
        failedInARow++;
        metrics.scansFailed.inc();
        tellFailure(failure);
        LOG.warn(
                "The input cannot be scanned; {} scans in a row have failed.",
                failedInARow,
                failure);
        if (failedInARow >= rules.failedScans()) {
            throw new IllegalStateException(
                    "The input could not be scanned "
                            + failedInARow
                            + " times in a row: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private void tellFailure(Throwable failure) {
        String roots = Stream.of(paths).map(names::spell).collect(Collectors.joining("', '"));
        List<InputMessage> messages = new ArrayList<>();
        messages.add(
                new InputNotice(
                        InputNotice.Kind.SCAN_FAILED,
                        roots,
                        "cannot be scanned for new files: " + failure.getMessage()));
        InputStanding before = standing == null ? InputStanding.NOTHING : standing;
        addStanding(
                new InputStanding(
                        System.currentTimeMillis(), lastGood, before.waiting(), before.first()),
                messages);
        tell(messages);
        assign();
    }

    private void addStanding(InputStanding now, List<InputMessage> messages) {
        if (standing == null || !now.isAs(standing)) {
            standing = now;
            messages.add(now);
        }
    }

    /** Lets whoever reads the input, and is counted, hand it on. */
    private void tell(List<InputMessage> messages) {
        if (!messages.isEmpty()) {
            pending.add(List.of(CombinedSplit.ofMessages(nextNumber++, messages)));
        }
    }

    private void succeeded(Scan scan) {
        failedInARow = 0;
        lastGood = scan.begin;
        SeenFiles.Found found = scan.found;
        addSplits(found.ready());
        List<InputMessage> messages = new ArrayList<>(found.notices());
        // An empty file holds nothing that anybody would miss.
        List<String> waiting =
                found.waiting().stream()
                        .filter(file -> file.bytes() > 0)
                        .map(file -> names.spell(file.toPath()))
                        .toList();
        addStanding(
                new InputStanding(
                        scan.begin,
                        0,
                        waiting.size(),
                        waiting.subList(0, Math.min(waiting.size(), InputStanding.NAMES))),
                messages);
        tell(messages);
        seen.take(found);
        taken = true;
        publish(scan);
        assign();
    }

    private void addSplits(List<Unread> files) {
        try {
            pending.add(
                    InputCutter.cutUnread(files, nextNumber, sizes, context.currentParallelism()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        nextNumber += files.size();
    }

    private void publish(Scan scan) {
        SeenFiles.Found found = scan.found;
        metrics.filesFound.inc(found.ready().size() - found.changed());
        metrics.filesChanged.inc(found.changed());
        metrics.filesWaiting = found.waiting().size();
        metrics.filesRemembered = seen.size();
        metrics.lastGoodScan = scan.begin / 1_000;
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        waitingReaders.add(subtask);
        assign();
    }

    private void assign() {
        Iterator<Integer> readers = waitingReaders.iterator();
        while (readers.hasNext() && pending.size() > 0) {
            int reader = readers.next();
            readers.remove();
            // One that failed meanwhile will ask again.
            if (context.registeredReaders().containsKey(reader)) {
                context.assignSplit(pending.poll(), reader);
            }
        }
    }

    @Override
    public void addSplitsBack(List<CombinedSplit> splits, int subtask) {
        pending.add(splits);
        assign();
    }

    @Override
    public void addReader(int subtask) {
        // Readers ask when they want a split.
    }

    @Override
    public EnumeratorState snapshotState(long checkpoint) {
        return new EnumeratorState(pending.toList(), nextNumber, seen.snapshot());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
