package io.customerreport.page;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.count.RunCounters;
import io.customerreport.digest.Digests;
import io.customerreport.digest.RunDigest;
import io.customerreport.job.JobCounts;
import io.customerreport.job.RunSummary;
import io.customerreport.parse.Event;
import io.customerreport.parse.LineOutcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ResultPageTest {

    private static final int MEGABYTE = 1_000_000;
    private static final long DAY = 86_400;

    @Test
    void pageIsWellFormedAndEveryIdIsUnique() throws Exception {
        for (String html :
                List.of(
                        Pages.ordinary(),
                        Pages.hostile(),
                        Pages.html(List.of()),
                        Pages.oneCustomer(),
                        Pages.oneDay(),
                        Pages.tenYears(),
                        Pages.warned(),
                        Pages.noticed(),
                        Pages.allRejected())) {
            Document page = parse(html);

            Set<String> ids = new HashSet<>();
            for (Element element : elements(page, "*")) {
                if (element.hasAttribute("id")) {
                    assertThat(ids.add(element.getAttribute("id"))).isTrue();
                }
            }
            for (Element svg : elements(page, "svg")) {
                for (String id : svg.getAttribute("aria-labelledby").split(" ")) {
                    assertThat(id.isEmpty() || ids.contains(id)).as(id).isTrue();
                }
            }
        }
    }

    @Test
    void pageHasNothingThatRunsOrLoads() throws Exception {
        Document page = parse(Pages.hostile());

        for (Element element : elements(page, "*")) {
            assertThat(element.getTagName())
                    .isNotIn("script", "img", "iframe", "object", "form", "a", "base");
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName();
                assertThat(name).doesNotStartWith("on").isNotIn("src", "style");
            }
        }
        assertThat(elements(page, "link")).hasSize(1);
    }

    @Test
    void policyAllowsTheOneStyleSheetAndNothingElse() throws Exception {
        Document page = parse(Pages.ordinary());

        String css = elements(page, "style").get(0).getTextContent();
        String html = Pages.ordinary();
        String raw = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
        assertThat(raw).isEqualTo(css);
        assertThat(elements(page, "meta").get(1).getAttribute("content"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains(Base64.getEncoder().encodeToString(hash))
                .doesNotContain("unsafe");
    }

    @Test
    void hostileNamesAreTextThatSaysWhatItIs() throws Exception {
        String text = parse(Pages.hostile()).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("<script>alert(1)</script>", "\"quotes\" 'and' & &amp; <b>")
                .contains("\\u{202E}gnp.exe", "\\u{2066}isolate", "\\u{200B}")
                .contains("tab\\there\\nline\\r\\u{0}\\u{1B}[31m\\u{85}\\u{2028}")
                .contains("\\u{FFFE}\\u{FFFF}\\u{E000}", "and\\u{A0}others")
                .contains("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67")
                .contains("x".repeat(UntrustedText.MAX_NAME) + "… (10,000 characters)")
                .doesNotContain("x".repeat(300))
                .doesNotContainPattern("[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF\u0000]");
    }

    @Test
    void whatTheRunNoticedOfItsInputIsCountedAndNamed() throws Exception {
        Document page = parse(Pages.noticed());

        String text = elements(page, "section").get(0).getTextContent();

        assertThat(text)
                .contains(
                        "The run noticed in its input: entries_skipped 1,234, files_alike 1, such as")
                .contains("logs/<script>alert(1)</script> is a link to nothing")
                .contains("logs/\\u{202E}gnp.exe")
                .contains("looks like a copy of 'logs/<b>a</b>.ndjson'; both count");
        assertThat(text.split("is a link to nothing", -1)).hasSize(10);
        assertThat(elements(page, "b")).isEmpty();
    }

    @Test
    void loneSurrogatesAreEscaped() {
        Markup page = new Markup();
        page.open("p");
        UntrustedText.path(page, "a\uD800b\uDC00");

        assertThat(page.finish())
                .contains("\\u{D800}")
                .contains("\\u{DC00}")
                .contains(">a<", ">b<");
    }

    @Test
    void emptyNamesAreSeen() throws Exception {
        Document page = parse(Pages.html(List.of(event("c", "", 1, 1))));

        assertThat(elements(page, "bdi"))
                .extracting(Element::getTextContent)
                .contains("empty", "c");
    }

    @Test
    void amountsCarryTheWholeNumber() throws Exception {
        Document page =
                parse(Pages.html(List.of(event("a", "view", 1, 0.1), event("b", "view", 1, 0.2))));

        // The exact sum of the two doubles, rounded once.
        Element total = elements(page, "data").get(0);
        assertThat(total.getTextContent()).isEqualTo("$0.30");
        assertThat(total.getAttribute("value")).isEqualTo("0.30000000000000004");
    }

    @Test
    void eachChartHasATableAndAWordForThoseWhoDoNotSeeIt() throws Exception {
        Document page = parse(Pages.ordinary());

        assertThat(elements(page, "figure")).hasSize(4);
        for (Element figure : elements(page, "figure")) {
            Element section = (Element) figure.getParentNode();
            assertThat(section.getElementsByTagName("table").getLength()).isEqualTo(1);
            assertThat(figure.getElementsByTagName("desc").getLength()).isEqualTo(1);
        }
        assertThat(elements(page, "details")).hasSize(8);
    }

    @Test
    void oddTimesDoNotSqueezeTheChart() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.add(event("c" + i % 9, "checkout", 1_735_689_600 + i % 60 * DAY, 2));
        }
        events.add(event("old", "checkout", 1, 2));
        events.add(event("new", "checkout", 253_402_300_799L, 2));

        Document page = parse(Pages.html(events));

        assertThat(page.getDocumentElement().getTextContent())
                .contains("By day", "2 events far from all others in time")
                .contains("1970-01-01", "9999-12-31");
    }

    @Test
    void typesBeyondTheBoundAreSaidToBeUncertain() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(event("c", "type " + i, 1, 1));
        }

        assertThat(parse(Pages.html(events)).getDocumentElement().getTextContent())
                .contains("too many types to count each", "all others");
    }

    @Test
    void runWithoutEventsHasAPageWithoutCharts() throws Exception {
        Document page = parse(Pages.html(List.of()));

        assertThat(elements(page, "figure")).isEmpty();
        assertThat(page.getDocumentElement().getTextContent()).contains("no events");
    }

    @Test
    void pageStaysBelowAMegabyte() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3_660; i++) {
            String name = "\u202E\u0001\u202A".repeat(200) + i;
            events.add(event(name, name, 1 + i * DAY, -1e300 / (i + 1)));
        }
        RunDigest digest = Digests.of(events);
        for (LineOutcome reason : LineOutcome.rejects()) {
            for (int i = 0; i < 3; i++) {
                String line = "\u202E<".repeat(30_000);
                Digests.with(digest, Digests.reject(reason.code(), line.substring(9), i, line));
            }
        }

        String html = Pages.html(digest, "\u202E<".repeat(2_000));

        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MEGABYTE);
        parse(html);
    }

    @Test
    void pageIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        String expected = Pages.ordinary();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));

                assertThat(Pages.ordinary()).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void runThatSkippedDamageSaysSo() {
        RunSummary damaged =
                RunSummary.of(
                        new JobCounts(Map.of(RunCounters.CORRUPT_FILES, 2L)),
                        Duration.ofSeconds(1));

        assertThat(Pages.html(damaged, new RunDigest(), "a.gz"))
                .contains("Incomplete: 2 compressed files damaged");
    }

    @Test
    void digestOfAnotherRunIsRefused() {
        RunDigest digest = Digests.of(List.of(event("c", "view", 1, 1)));
        RunSummary nothing = RunSummary.of(new JobCounts(Map.of()), Duration.ZERO);

        assertThatThrownBy(() -> Pages.html(nothing, digest, "a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 customers and 1 events, but the run counted 0 and 0");
    }

    @Test
    void titleNamesInputDateVersionAndOptions() throws Exception {
        Document page = parse(Pages.warned());

        assertThat(elements(page, "title").get(0).getTextContent())
                .isEqualTo(
                        "payments.ndjson and 1 more – customer report of 27 Nov 2025, 09:30 UTC");
        assertThat(text(page, "header"))
                .contains("Customer report: payments.ndjson and 1 more")
                .contains("logs/payments.ndjson, logs/more.ndjson", "27 Nov 2025, 09:30 UTC")
                .contains("customer-report 1.0 (Flink 2.3.0, Java 17)")
                .contains("--fx-rates EUR=1.09", "--event-types 'checkout'", "--summation exact");
    }

    @Test
    void hostileNameInTheTitleIsText() throws Exception {
        Document page = parse(Pages.html(new RunDigest(), "in/\u202Egnp\n.exe<b>"));

        assertThat(elements(page, "title").get(0).getTextContent())
                .startsWith("\\u{202E}gnp\\n.exe<b> – customer report");
    }

    @Test
    void threeNumbersAreLarge() throws Exception {
        Document page = parse(Pages.ordinary());

        assertThat(elements(page, "p"))
                .filteredOn(p -> p.getAttribute("class").equals("number"))
                .extracting(number -> number.getPreviousSibling().getTextContent())
                .containsExactly("Spend, USD", "Customers", "Average ticket, USD");
    }

    @Test
    void warningsComeFirstAndTheDiagnosisBeforeThem() throws Exception {
        for (String html : List.of(Pages.warned(), Pages.allRejected())) {
            Element first = elements(parse(html), "section").get(0);

            assertThat(first.getAttribute("aria-label")).isEqualTo("Warnings");
        }
        assertThat(text(parse(Pages.warned()), "section"))
                .contains("2 events (100%) had a currency without a rate")
                .contains("eur 1 (not the same as EUR, which has a rate), others 1.")
                .contains(
                        "2 lines (40.0% of all) could not be used, all as invalid_ts; the rejected")
                .contains("1 event had an amount that is not a number; it counts as $0.00.")
                .contains("The first is in logs/b.ndjson at byte 4,096.")
                .contains("No event had a currency of these rates: CHF.");
        assertThat(text(parse(Pages.allRejected()), "section"))
                .startsWith("the customer stands under another name: --field customer_id=customer")
                .contains("and so does <b>the id</b>");
    }

    @Test
    void faultlessRunHasNoWarnings() throws Exception {
        assertThat(parse(Pages.oneDay()).getDocumentElement().getTextContent())
                .doesNotContain(
                        "could not be used;",
                        "could not be used,",
                        "without a rate",
                        "not a number;");
        assertThat(elements(parse(Pages.oneDay()), "section").get(0).getAttribute("aria-label"))
                .isEqualTo("Overview");
    }

    @Test
    void shardsAndSamplesAreFolded() throws Exception {
        Document page = parse(Pages.hostile());

        assertThat(elements(page, "details")).noneMatch(details -> details.hasAttribute("open"));
        Element shards = figure(page, "shards");
        assertThat(((Element) shards.getParentNode()).getTagName()).isEqualTo("details");
        for (Element list : elements(page, "ul")) {
            if (list.getAttribute("class").equals("samples")) {
                assertThat(((Element) list.getParentNode()).getTagName()).isEqualTo("details");
            }
        }
    }

    @Test
    void singleDayIsANumberAndNoBar() throws Exception {
        Document page = parse(Pages.oneDay());

        assertThat(figures(page)).doesNotContain("spend", "events");
        assertThat(page.getDocumentElement().getTextContent())
                .contains("500 events, all of 1 Jan 2025.");
    }

    @Test
    void fewBarsFillTheWidthAndCarryTheirValues() throws Exception {
        Element spend = figure(parse(Pages.oneCustomer()), "spend");

        List<String> places = attributes(spend, "rect", "x");
        assertThat(places).containsExactly("6.500%", "26.500%", "46.500%", "66.500%", "86.500%");
        assertThat(texts(spend, "value middle"))
                .containsExactly("$188", "$252", "$316", "$380", "$444");
        assertThat(texts(spend, "middle")).first().isEqualTo("1 Jan");
        assertThat(texts(spend, "middle")).last().isEqualTo("5 Jan");
    }

    @Test
    void chartsOverTimeNameTheirFirstAndTheirLastBar() throws Exception {
        assertThat(texts(figure(parse(Pages.ordinary()), "spend"), "end"))
                .containsExactly("31 Mar 2025");
        Element decade = figure(parse(Pages.tenYears()), "spend");
        assertThat(texts(decade, "start")).containsExactly("2015", "2018", "2020", "2022");
        assertThat(texts(decade, "end")).contains("Dec 2024");
    }

    @Test
    void gridIsInFrontOfTheBarsAndItsTopAboveThem() throws Exception {
        Element drawing =
                (Element)
                        figure(parse(Pages.ordinary()), "spend")
                                .getElementsByTagName("svg")
                                .item(1);

        boolean bars = false;
        List<Double> lines = new ArrayList<>();
        for (int i = 0; i < drawing.getChildNodes().getLength(); i++) {
            Element child = (Element) drawing.getChildNodes().item(i);
            bars |= child.getTagName().equals("g");
            if (child.getAttribute("class").equals("grid") && child.hasAttribute("y1")) {
                assertThat(bars).isTrue();
                lines.add(Double.parseDouble(child.getAttribute("y1")));
            }
        }
        double highestBar =
                attributes(drawing, "rect", "y").stream()
                        .mapToDouble(Double::parseDouble)
                        .min()
                        .orElseThrow();
        assertThat(Collections.min(lines)).isLessThan(highestBar);
    }

    @Test
    void whatPointersAreToldIsAlsoText() throws Exception {
        Document page = parse(Pages.tenYears());
        Element spend = figure(page, "spend");
        String bar = spend.getElementsByTagName("rect").item(5).getTextContent();

        String[] nameAndValue = bar.replaceFirst(", [\\d,]+ events?$", "").split(": ");

        assertThat(nameAndValue[0]).isEqualTo("Jun 2015");
        assertThat(elements(page, "tr"))
                .extracting(Element::getTextContent)
                .anyMatch(row -> row.startsWith("Jun 2015") && row.endsWith(nameAndValue[1]));
        assertThat(spend.getNextSibling().getTextContent())
                .matches("Highest: \\w+ \\d+, \\$.* Lowest: \\w+ \\d+, .* Median: .*");
    }

    @Test
    void balancedAccountsAreZero() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            for (double usd : new double[] {324.71, 181.51, -506.22, -0.0}) {
                events.add(event("a" + day, "refund", 1 + day * DAY, usd));
            }
        }
        Document page = parse(Pages.faultless(events));

        Element total = elements(page, "data").get(0);
        assertThat(total.getTextContent()).isEqualTo("$0.00");
        assertThat(Double.parseDouble(total.getAttribute("value"))).isNotZero();
        assertThat(page.getDocumentElement().getTextContent()).doesNotContain("e−", "$-", "−$");
        assertThat(figure(page, "spend").getElementsByTagName("rect").getLength()).isZero();
    }

    @Test
    void spreadTellsQuantilesAndTheShareOfTheHighest() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            events.add(event("c" + i, "view", 1 + i % 3 * DAY, i <= 2 ? 401 : 1));
        }

        String text = parse(Pages.faultless(events)).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("Top 1%, 2 customers80.2%", "Top 10%, 20 customers82.0%")
                .contains("50%$1.00", "99%$1.00", "100%$401.00");
    }

    private static List<String> figures(Document page) {
        return elements(page, "title").stream()
                .map(title -> title.getAttribute("id").replace("-title", ""))
                .toList();
    }

    private static Element figure(Document page, String id) {
        return elements(page, "figure").stream()
                .filter(
                        figure ->
                                figure.getElementsByTagName("title").getLength() > 0
                                        && ((Element) figure.getElementsByTagName("title").item(0))
                                                .getAttribute("id")
                                                .equals(id + "-title"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> attributes(Element parent, String element, String name) {
        return list(parent.getElementsByTagName(element)).stream()
                .map(found -> found.getAttribute(name))
                .toList();
    }

    private static List<String> texts(Element parent, String style) {
        return list(parent.getElementsByTagName("text")).stream()
                .filter(text -> text.getAttribute("class").replace(" minor", "").equals(style))
                .map(Element::getTextContent)
                .toList();
    }

    private static String text(Document page, String element) {
        return elements(page, element).get(0).getTextContent();
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
        return parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        return list(page.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
