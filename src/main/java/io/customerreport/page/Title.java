package io.customerreport.page;

import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import java.util.List;

/** Which run this page is of: its input, its date, what ran with which options. */
final class Title {

    private static final int MAX_INPUTS = 5;
    private static final String STANDARD_INPUT = "-";

    private final List<String> inputs;
    private final List<String> options;
    private final RunSummary summary;
    private final RunFacts facts;

    Title(JobOptions options, RunSummary summary, RunFacts facts) {
        this.inputs = options.input().paths();
        this.options = options.spelled();
        this.summary = summary;
        this.facts = facts;
    }

    /** Without markup, for tabs and bookmarks. */
    String text() {
        return "%s%s – customer report of %s"
                .formatted(
                        UntrustedText.plain(nameOfFirst()),
                        inputs.size() > 1 ? " and " + others(1) : "",
                        Numbers.minute(facts.ended()));
    }

    void write(Markup page) {
        page.open("header").open("h1").text("Customer report: ");
        UntrustedText.path(page, nameOfFirst());
        page.text(inputs.size() > 1 ? " and " + others(1) : "").close();
        page.open("p");
        for (int i = 0; i < Math.min(inputs.size(), MAX_INPUTS); i++) {
            page.text(i == 0 ? "" : ", ");
            UntrustedText.path(page, inputs.get(i));
        }
        page.text(inputs.size() > MAX_INPUTS ? " and " + others(MAX_INPUTS) : "");
        page.text(", " + Numbers.bytes(summary.counts().bytes())).close();
        page.element(
                "p", "Run of %s, %s".formatted(Numbers.minute(facts.ended()), facts.program()));
        page.open("p", "class", "options");
        for (String option : options) {
            page.open("code");
            UntrustedText.sentence(page, option);
            page.close().text(" ");
        }
        page.close().close();
    }

    /** What a path ends with tells most. */
    private String nameOfFirst() {
        String path = inputs.get(0);
        if (path.equals(STANDARD_INPUT)) {
            return "standard input";
        }
        String trimmed = path.replaceFirst("/+$", "");
        return trimmed.isEmpty() ? path : trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    private String others(int named) {
        return "%s more".formatted(Numbers.count(inputs.size() - named));
    }
}
