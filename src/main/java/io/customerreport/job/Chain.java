package io.customerreport.job;

import static java.util.function.Predicate.not;

import io.customerreport.kept.Chapter;
import io.customerreport.kept.KeptCounts;
import io.customerreport.kept.KeptCustomers;
import io.customerreport.kept.KeptState;
import io.customerreport.kept.KeptStateWriter;
import io.customerreport.kept.KnownFiles;
import io.customerreport.parse.SpelledOption;
import io.customerreport.source.files.AbsolutePath;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputException;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.files.Pipe;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The runs before this one, as a kept state stands for them, and what this one leaves for those
 * after it.
 */
public final class Chain {

    private final @Nullable Given named;
    private final @Nullable KeptState base;
    private final Map<String, String> shape;
    private final List<FileNode> read = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private Chain(@Nullable Given named, @Nullable KeptState base, Map<String, String> shape) {
        this.named = named;
        this.base = base;
        this.shape = shape;
    }

    /**
     * Opens the base, if the options name one.
     *
     * @throws UsageException if it cannot be started from
     */
    static Chain of(JobOptions options) throws UsageException {
        Map<String, String> shape = OptionWords.ofShape(options);
        String folder = options.input().base();
        if (folder == null) {
            return new Chain(null, null, shape);
        }
        Given named = new Given("--base", folder);
        KeptState base = open(named);
        for (Map.Entry<String, String> option : shape.entrySet()) {
            String before =
                    base.options()
                            .getOrDefault(option.getKey(), SpelledOption.absent(option.getKey()));
            if (!before.equals(option.getValue())) {
                throw named.refused(
                        "is of runs with %s, and this one has %s: give the same, as events would mean two things"
                                .formatted(
                                        SpelledOption.shortened(before),
                                        SpelledOption.shortened(option.getValue())));
            }
        }
        return new Chain(named, base, shape);
    }

    private static KeptState open(Given named) throws UsageException {
        try {
            return KeptState.open(AbsolutePath.of(named.value()));
        } catch (IOException | IllegalArgumentException e) {
            throw named.refused(e.getMessage());
        }
    }

    /** Whether the base has read a file; to be asked before the run reads any. */
    boolean knows(FileNode file) {
        if (base == null) {
            return false;
        }
        if (base.files().isChanged(file)) {
            throw new InputException(
                    "input",
                    "'%s' has changed since %s read it: put added lines into a file of their own, or run without --base to read everything again"
                            .formatted(file.path(), named));
        }
        return base.files().include(file);
    }

    /** Notes which files the run reads, and which it leaves out. */
    void take(InputFiles inputs) {
        inputs.listing().files().stream().filter(not(Pipe::is)).forEach(read::add);
        inputs.leftOut().forEach(file -> leftOut.add(inputs.names().spell(file.toPath())));
    }

    /** What the user should know before the run. */
    List<String> notes() {
        if (base == null) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        notes.add(
                "starts from %s: %,d customers of %,d %s up to %s"
                        .formatted(
                                named,
                                base.customers(),
                                base.runs(),
                                base.runs() == 1 ? "run" : "runs",
                                base.created()));
        if (!leftOut.isEmpty()) {
            notes.add(
                    "%,d %s left out, as the base has read %s: '%s'%s"
                            .formatted(
                                    leftOut.size(),
                                    leftOut.size() == 1 ? "file is" : "files are",
                                    leftOut.size() == 1 ? "it" : "them",
                                    leftOut.get(0),
                                    leftOut.size() == 1 ? "" : " and others"));
        }
        return notes;
    }

    /** The customers of the base, if there are any. */
    @Nullable KeptCustomers customers() {
        return base == null || base.customers() == 0 ? null : base.customersSource();
    }

    /** Has a summary tell of the whole chain, too. */
    public RunSummary extend(RunSummary summary) {
        KeptCounts before = base == null ? KeptCounts.NONE : base.total();
        long runsBefore = base == null ? 0 : base.runs();
        return summary.within(
                new RunSummary.Total(
                        runsBefore + 1, before.plus(summary.counts().toKept()), leftOut.size()));
    }

    /**
     * Completes the state that the job has written.
     *
     * @param summary of the run, {@link #extend extended}
     * @return what its manifest must hold
     */
    public String finish(Path folder, String run, RunSummary summary, String program)
            throws IOException {
        RunSummary.Total total = summary.total();
        return KeptStateWriter.finish(
                folder,
                run,
                (base == null ? KnownFiles.NONE : base.files()).plus(read),
                summary.customers(),
                new Chapter(
                        Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).toString(),
                        program,
                        total.runs(),
                        new LinkedHashMap<>(shape),
                        summary.counts().toKept(),
                        total.counts()));
    }
}
