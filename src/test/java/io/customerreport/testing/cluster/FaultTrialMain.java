package io.customerreport.testing.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What {@code src/test/scripts/faults} runs: a long trial, with a table of what it found. */
public final class FaultTrialMain {

    private static final int BYTES_OF_EVENT = 287;

    private FaultTrialMain() {}

    /**
     * @param args number of kills, seed, megabytes of the log, seconds that an undisturbed run
     *     takes, the kind of the runs, folder
     */
    public static void main(String[] args) throws Exception {
        int kills = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        long events = Long.parseLong(args[2]) * 1_000_000 / BYTES_OF_EVENT;
        Duration runTime = Duration.ofSeconds(Long.parseLong(args[3]));
        SplittableRandom random = new SplittableRandom(seed);
        FaultTrial.Kind kind = FaultTrial.Kind.valueOf(args[4].toUpperCase(Locale.ROOT));
        List<Fault> plan = Fault.plan(kills, random, kind.faults());
        FaultReport report =
                new FaultTrial(Path.of(args[5]), kind, plan, random, events, runTime).run();
        System.out.printf(
                "%s runs, seed %d: kills survived / tried: %d / %d%n",
                args[4], seed, report.kills(), kills);
        System.out.print(report);
        System.exit(report.isClean() ? 0 : 1);
    }
}
