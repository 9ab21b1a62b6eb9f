package io.customerreport.cli.output;

import io.customerreport.job.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The run that claims its outputs, as its claims name it to whoever meets them.
 *
 * @param run eight hexadecimal digits that tell this run from every other
 * @param process the id of the process that claims
 * @param started when that process started, as the operating system tells it; ids are used again
 * @param submitted whether the job runs on a cluster, and so may outlive the process
 * @param continuous whether the run watches for files, and so can be gone on with
 * @param job the id of the submitted job, once there is one
 */
public record Claimant(
        String run,
        long process,
        long started,
        String host,
        Instant since,
        boolean submitted,
        boolean continuous,
        @Nullable String job) {

    /** More than any claim has. */
    static final int MOST_BYTES = 1024;

    private static final long UNKNOWN = -1;

    private static final Pattern TEXT =
            Pattern.compile(
                    "customer-report run=([0-9a-f]{8}) process=(\\d{1,18}) started=(-1|\\d{1,18})"
                            + " host=([A-Za-z0-9._-]{1,255}) since=(\\S{1,40})"
                            + " submitted=(true|false) continuous=(true|false)"
                            + " job=([0-9a-f]{32}|-)\\s*");

    /** A new run in this process, which ends with it. */
    public static Claimant embedded(RunKind kind) {
        return ofThisProcess(kind, false, null);
    }

    /**
     * A new run on a cluster, whose client is this process.
     *
     * @param job the id of the job if it is known before it is submitted
     */
    public static Claimant onCluster(RunKind kind, @Nullable String job) {
        return ofThisProcess(kind, true, job);
    }

    private static Claimant ofThisProcess(RunKind kind, boolean submitted, @Nullable String job) {
        byte[] id = new byte[4];
        new SecureRandom().nextBytes(id);
        return new Claimant(
                HexFormat.of().formatHex(id),
                ProcessHandle.current().pid(),
                startOf(ProcessHandle.current()),
                hostName(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                submitted,
                kind.isContinuous(),
                job);
    }

    /** Empty for what no run wrote. */
    static Optional<Claimant> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Claimant(
                            matcher.group(1),
                            Long.parseLong(matcher.group(2)),
                            Long.parseLong(matcher.group(3)),
                            matcher.group(4),
                            Instant.parse(matcher.group(5)),
                            Boolean.parseBoolean(matcher.group(6)),
                            Boolean.parseBoolean(matcher.group(7)),
                            matcher.group(8).equals("-") ? null : matcher.group(8)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** One line. */
    public String toText() {
        return "customer-report run="
                + run
                + " process="
                + process
                + " started="
                + started
                + " host="
                + host
                + " since="
                + since
                + " submitted="
                + submitted
                + " continuous="
                + continuous
                + " job="
                + (job == null ? "-" : job)
                + "\n";
    }

    /** The same run, once its job has an id. */
    Claimant withJob(String id) {
        return new Claimant(run, process, started, host, since, submitted, continuous, id);
    }

    boolean isOf(String otherHost) {
        return host.equals(otherHost);
    }

    boolean isSameJob(Claimant other) {
        return job != null && job.equals(other.job);
    }

    /** Whether the process is known to have ended; not so for one of another machine. */
    boolean isGone() {
        return isOf(hostName())
                && ProcessHandle.of(process)
                        .filter(
                                live ->
                                        started == UNKNOWN
                                                || startOf(live) == UNKNOWN
                                                || startOf(live) == started)
                        .isEmpty();
    }

    /** Such as {@code process 123 on HOST, since 2026-11-27T03:14:05Z}. */
    @Override
    public String toString() {
        return (job == null ? "" : "job " + job + ", ")
                + "process "
                + process
                + " on "
                + host
                + ", since "
                + since;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(UNKNOWN);
    }

    /** Asks no name server, which may take seconds to answer. */
    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname"));
        } catch (IOException e) {
            // Only Linux has it there.
        }
        String plain = name == null ? "" : name.strip().replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.isEmpty() ? "localhost" : plain.substring(0, Math.min(255, plain.length()));
    }
}
