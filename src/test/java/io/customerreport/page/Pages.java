package io.customerreport.page;

import static io.customerreport.testing.Events.event;

import io.customerreport.count.FirstRejects.Place;
import io.customerreport.count.RunCounters;
import io.customerreport.digest.Digests;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.EventOptions;
import io.customerreport.job.Given;
import io.customerreport.job.InputOptions;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.LineCounts;
import io.customerreport.job.OnCorrupt;
import io.customerreport.job.OutputOptions;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.RunKind;
import io.customerreport.job.RunOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.job.Summation;
import io.customerreport.parse.Event;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputNotice.Kind;
import java.time.Duration;
import java.time.Instant;
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

    private static final RunFacts FACTS =
            new RunFacts(
                    Instant.parse("2025-11-27T09:30:00Z"),
                    "customer-report 1.0 (Flink 2.3.0, Java 17)",
                    new Place("amounts_defaulted", "logs/b.ndjson", 4096),
                    List.of());

    private Pages() {}

    static JobOptions options(String... inputs) {
        return new JobOptions(
                new InputOptions(List.of(inputs), null, OnCorrupt.FAIL, false, 1),
                new OutputOptions(
                        new Given("--output", "report"),
                        null,
                        ReportFormat.NDJSON,
                        null,
                        null,
                        null,
                        null,
                        new Given("--html", "report.html"),
                        null),
                new EventOptions(
                        new EventRules(Map.of("EUR", 1.09), Set.of("checkout"), 0),
                        Summation.EXACT),
                new RunKind.Bounded(),
                new RunOptions(null, Map.of(), false, false));
    }

    /** The page of a run with that digest, and a reject of each reason. */
    static String html(RunDigest digest, String... inputs) {
        Map<String, Object> counters = new HashMap<>();
        counters.put(RunCounters.CUSTOMERS, digest.customers());
        counters.put(LineOutcome.ACCEPTED.code(), digest.events());
        counters.put(RunCounters.AMOUNTS_DEFAULTED, 3L);
        LineOutcome.rejects().forEach(reason -> counters.put(reason.code(), 7L));
        counters.put(RunCounters.LINES, digest.events() + 7L * LineOutcome.rejects().size());
        return html(RunSummary.of(new JobCounts(counters), Duration.ofSeconds(2)), digest, inputs);
    }

    static String html(RunSummary summary, RunDigest digest, String... inputs) {
        return new ResultPage(options(inputs), summary, digest, FACTS).toHtml();
    }

    /** The page of a run in which nothing is to be warned of. */
    static String faultless(List<Event> events) {
        RunDigest digest = Digests.of(events);
        Map<String, Object> counters = new HashMap<>();
        counters.put(RunCounters.CUSTOMERS, digest.customers());
        counters.put(LineOutcome.ACCEPTED.code(), digest.events());
        counters.put(RunCounters.LINES, digest.events());
        return html(
                RunSummary.of(new JobCounts(counters), Duration.ofSeconds(2)),
                digest,
                "logs/payments.ndjson");
    }

    static String oneCustomer() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(event("cus_1", "checkout", START + i / 8 * DAY, 19.99 + i));
        }
        return faultless(events);
    }

    static String oneDay() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(event("cus_" + i % 70, "checkout", START + i * 100, 5 + i % 30));
        }
        return faultless(events);
    }

    static String tenYears() {
        Random random = new Random(2);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int day = random.nextInt(3_650);
            double growth = 1 + day / 1_000.0;
            events.add(
                    event(
                            "cus_" + random.nextInt(2_000),
                            List.of("checkout", "view").get(random.nextInt(2)),
                            1_420_070_400L + day * DAY,
                            Math.exp(3 + random.nextGaussian()) * growth));
        }
        return faultless(events);
    }

    /** Nothing could be used. */
    static String allRejected() {
        RunDigest digest = new RunDigest();
        for (int i = 0; i < 3; i++) {
            Digests.with(
                    digest,
                    Digests.reject(
                            "missing_customer_id",
                            "logs/export.ndjson",
                            i * 90,
                            "{\"id\":\"evt_%s\",\"customer\":\"cus_1\"}".formatted(i)));
        }
        Map<String, Object> counters = new HashMap<>();
        counters.put("missing_customer_id", 12_345L);
        counters.put(RunCounters.LINES, 12_345L);
        return html(
                RunSummary.of(new JobCounts(counters), Duration.ofSeconds(2))
                        .diagnosed(
                                List.of(
                                        "the customer stands under another name: --field customer_id=customer",
                                        "and so does <b>the id</b>: --field event_id=id")),
                digest,
                "logs/export.ndjson");
    }

    /** Amounts that are worth something else than they seem. */
    static String warned() {
        RunDigest digest =
                Digests.of(
                        List.of(event("a", "view", START, 1), event("b", "view", START + DAY, 2)));
        RunSummary summary =
                new RunSummary(
                        new LineCounts(
                                5,
                                0,
                                2,
                                Map.of("before_since", 1L),
                                Map.of("invalid_ts", 2L),
                                1,
                                2,
                                99,
                                0),
                        null,
                        Map.of("eur", 1L),
                        List.of("CHF"),
                        2,
                        null,
                        Duration.ofSeconds(2),
                        Map.of(),
                        null,
                        List.of());
        return html(summary, digest, "logs/payments.ndjson", "logs/more.ndjson");
    }

    static String html(List<Event> events) {
        return html(Digests.of(events), "payments.ndjson");
    }

    /** Of an input in which some things were not as they seem. */
    static String noticed() {
        RunDigest digest =
                Digests.of(
                        List.of(event("a", "view", START, 1), event("b", "view", START + DAY, 2)));
        List<InputNotice> notices = new ArrayList<>();
        notices.add(
                new InputNotice(
                        Kind.ALIKE,
                        "logs/b.ndjson",
                        "looks like a copy of 'logs/<b>a</b>.ndjson'; both count"));
        for (String name : HOSTILE) {
            notices.add(new InputNotice(Kind.SKIPPED, "logs/" + name, "is a link to nothing"));
        }
        Map<String, Object> counters = new HashMap<>();
        counters.put(RunCounters.CUSTOMERS, digest.customers());
        counters.put(LineOutcome.ACCEPTED.code(), digest.events());
        counters.put(RunCounters.LINES, digest.events());
        counters.put(Kind.SKIPPED.code(), 1_234L);
        counters.put(Kind.ALIKE.code(), 1L);
        RunSummary summary = RunSummary.of(new JobCounts(counters), Duration.ofSeconds(2));
        RunFacts facts = new RunFacts(FACTS.ended(), FACTS.program(), null, notices);
        return new ResultPage(options("logs"), summary, digest, facts).toHtml();
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
