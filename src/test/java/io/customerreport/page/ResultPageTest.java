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
        for (String html : List.of(Pages.ordinary(), Pages.hostile(), Pages.html(List.of()))) {
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
        assertThat(elements(page, "details")).hasSize(6);
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

        assertThat(new ResultPage(Pages.options("a.gz"), damaged, new RunDigest()).toHtml())
                .contains("Incomplete: 2 compressed files damaged");
    }

    @Test
    void digestOfAnotherRunIsRefused() {
        RunDigest digest = Digests.of(List.of(event("c", "view", 1, 1)));
        RunSummary nothing = RunSummary.of(new JobCounts(Map.of()), Duration.ZERO);

        assertThatThrownBy(() -> new ResultPage(Pages.options("a"), nothing, digest))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 customers and 1 events, but the run counted 0 and 0");
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
        return parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
