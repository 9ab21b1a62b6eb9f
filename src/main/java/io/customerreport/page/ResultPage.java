package io.customerreport.page;

import io.customerreport.digest.RunDigest;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The page of a finished run: what to look at first, headline numbers, charts with their tables,
 * rejects with samples.
 *
 * <p>One HTML file without a script; its content security policy forbids scripts, any other style
 * than its own, and the network. It stays below a megabyte, however large the run was.
 */
public final class ResultPage {

    private final JobOptions options;
    private final RunSummary summary;
    private final RunDigest digest;
    private final RunFacts facts;
    private final Title title;

    /**
     * @throws IllegalStateException if summary and digest are not of the same run
     */
    public ResultPage(JobOptions options, RunSummary summary, RunDigest digest, RunFacts facts) {
        this.options = options;
        this.summary = summary;
        this.digest = digest;
        this.facts = facts;
        this.title = new Title(options, summary, facts);
        if (summary.customers() != digest.customers()
                || summary.counts().accepted() != digest.events()) {
            throw new IllegalStateException(
                    "the page would show %s customers and %s events, but the run counted %s and %s"
                            .formatted(
                                    digest.customers(),
                                    digest.events(),
                                    summary.customers(),
                                    summary.counts().accepted()));
        }
    }

    /** The whole document. */
    public String toHtml() {
        Markup page = new Markup();
        page.open("html", "lang", "en");
        writeHead(page);
        page.open("body").open("main");
        title.write(page);
        new WarningsSection(summary, facts, options.events().rules().fxRates().keySet())
                .write(page);
        TimeAxis axis = digest.customers() > 0 ? TimeAxis.of(digest.periods()) : null;
        new Headline(summary.counts(), digest, axis).write(page);
        if (axis != null) {
            new TimeSection(digest.periods(), axis).write(page);
            new CustomersSection(digest).write(page);
            SpreadSection spread = new SpreadSection(digest);
            if (spread.isWorthWhile()) {
                spread.write(page);
            }
            new TypesSection(digest.types(), digest.events()).write(page);
            new TicketsSection(digest.tickets()).write(page);
            new ShardsSection(digest.shards(), digest.customers(), digest.events()).write(page);
        }
        new RejectsSection(options.output(), summary.counts(), digest.rejects()).write(page);
        new Footer(options.events(), summary).write(page);
        return page.finish();
    }

    private void writeHead(Markup page) {
        String css = styleSheet();
        page.open("head").empty("meta", "charset", "utf-8");
        page.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'sha256-"
                        + sha256(css)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", title.text());
        // Or a browser asks the server for an icon when the page is on one.
        page.empty("link", "rel", "icon", "href", "data:,");
        page.element("style", css).close();
    }

    private static String styleSheet() {
        try (InputStream css = ResultPage.class.getResourceAsStream("page.css")) {
            return new String(
                    Objects.requireNonNull(css, "page.css is not in the jar").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
