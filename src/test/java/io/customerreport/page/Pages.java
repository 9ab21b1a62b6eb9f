package io.customerreport.page;

import static io.customerreport.testing.Events.event;

import io.customerreport.count.RunCounters;
import io.customerreport.digest.Digests;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.EventOptions;
import io.customerreport.job.ExecutionOptions;
import io.customerreport.job.InputOptions;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.OnCorrupt;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.RunKind;
import io.customerreport.job.RunSummary;
import io.customerreport.job.Summation;
import io.customerreport.parse.Event;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes pages for tests. */
final class Pages {

    /** Names that try to be more than text. */
    static final List<String> HOSTILE =
            List.of(
                    "<script>alert(1)</script>",
                    "\"quotes\" 'and' & &amp; <b>",
                    "</style></svg></title>-->]]>",
                    "<img src=http://127.0.0.1:9/x onerror=alert(1)>",
                    "x".repeat(10_000),
                    "W".repeat(300),
                    "\u05E9\u05DC\u05D5\u05DD 12 (\u05E2\u05D5\u05DC\u05DD)",
                    "\u202Egnp.exe",
                    "\u2066isolate",
                    "tab\there\nline\r\u0000\u001B[31m\u0085\u2028",
                    "\uFFFE\uFFFF\uE000",
                    "\u200B",
                    "  blanks  and\u00A0others ",
                    "z" + "\u0323\u0301".repeat(60),
                    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                    "javascript:alert(1)");

    private static final long DAY = 86_400;
    private static final long START = 1_735_689_600;

    private Pages() {}

    static JobOptions options(String... inputs) {
        return new JobOptions(
                new InputOptions(List.of(inputs), OnCorrupt.FAIL, false, 1),
                new OutputOptions("report", ReportFormat.NDJSON, null, null, "report.html", null),
                new EventOptions(
                        new EventRules(Map.of("EUR", 1.09), Set.of("checkout"), 0),
                        Summation.EXACT),
                new RunKind.Bounded(),
                new ExecutionOptions(null, Map.of(), false));
    }

    /** The page of a run with that digest, and a reject of each reason. */
    static String html(RunDigest digest, String... inputs) {
        Map<String, Object> counters = new HashMap<>();
        counters.put(RunCounters.CUSTOMERS, digest.customers());
        counters.put(LineOutcome.ACCEPTED.code(), digest.events());
        counters.put(RunCounters.AMOUNTS_DEFAULTED, 3L);
        LineOutcome.rejects().forEach(reason -> counters.put(reason.code(), 7L));
        counters.put(RunCounters.LINES, digest.events() + 7L * LineOutcome.rejects().size());
        return new ResultPage(
                        options(inputs),
                        RunSummary.of(new JobCounts(counters), Duration.ofSeconds(2)),
                        digest)
                .toHtml();
    }

    static String html(List<Event> events) {
        return html(Digests.of(events), "payments.ndjson");
    }

    /** Every name of the hostile ones everywhere a name can be. */
    static String hostile() {
        List<Event> events = new ArrayList<>();
        for (String name : HOSTILE) {
            for (int i = 0; i < 3; i++) {
                events.add(event(name, name, START + i * 40 * DAY, 10 + events.size()));
            }
        }
        events.add(event("nothing", "", 1, Double.NaN));
        events.add(event("rich", "", 253_402_300_799L, Double.POSITIVE_INFINITY));
        RunDigest digest = Digests.of(events);
        int at = 0;
        for (LineOutcome reason : LineOutcome.rejects()) {
            for (int i = 0; i < 3; i++) {
                String name = HOSTILE.get(at++ % HOSTILE.size());
                Digests.with(digest, Digests.reject(reason.code(), "in/" + name, i, name));
            }
        }
        return html(digest, HOSTILE.toArray(String[]::new));
    }

    /** A quarter of a year of ordinary payments. */
    static String ordinary() {
        Random random = new Random(1);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            events.add(
                    event(
                            "cus_" + random.nextInt(300),
                            List.of("checkout", "view", "refund").get(random.nextInt(3)),
                            START + random.nextInt(90) * DAY,
                            Math.exp(3 + random.nextGaussian())));
        }
        return html(events);
    }
}
