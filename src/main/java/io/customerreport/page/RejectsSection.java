package io.customerreport.page;

import io.customerreport.digest.RejectSamples;
import io.customerreport.digest.RejectSamples.Sample;
import io.customerreport.job.LineCounts;
import io.customerreport.job.OutputOptions;
import io.customerreport.parse.LineOutcome;

/** Which lines could not be used: how many, why, and what the first of them look like. */
record RejectsSection(OutputOptions options, LineCounts counts, RejectSamples samples) {

    void write(Markup page) {
        page.open("section").element("h2", "Rejected lines");
        if (counts.rejects() == 0) {
            page.element("p", "None.").close();
            return;
        }
        writeIntroduction(page);
        long most = counts.rejected().values().stream().mapToLong(Long::longValue).max().orElse(0);
        BarRows rows = new BarRows(page, "rejects", most);
        counts.rejected()
                .forEach(
                        (reason, count) ->
                                rows.row(
                                        () -> page.element("code", reason),
                                        count,
                                        Numbers.count(count)));
        rows.end();
        writeTable(page);
        page.open("details").element("summary", "Samples: the first lines of each reason");
        for (LineOutcome outcome : LineOutcome.rejects()) {
            writeSamples(page, outcome);
        }
        page.close().close();
    }

    private void writeIntroduction(Markup page) {
        page.open("p").text("By reason, with the first of each below. ");
        if (options.rejects() == null) {
            page.text("With ").element("code", "--rejects DIR").text(" all of them are written.");
        } else {
            page.text("All of them are in ");
            UntrustedText.path(page, options.rejects().value());
            page.text(".");
        }
        page.close();
    }

    private void writeTable(Markup page) {
        FoldedTable table =
                new FoldedTable(page, "rejected lines by reason", "Reason", "Lines", "Share");
        counts.rejected()
                .forEach(
                        (reason, count) ->
                                table.row(reason)
                                        .cell(Numbers.count(count))
                                        .cell(Numbers.percent(count, counts.lines()))
                                        .endRow());
        table.end();
    }

    private void writeSamples(Markup page, LineOutcome reason) {
        if (samples.samples(reason.code()).isEmpty()) {
            return;
        }
        page.open("h3").element("code", reason.code()).close();
        page.element("p", meaning(reason)).open("ul", "class", "samples");
        for (Sample sample : samples.samples(reason.code())) {
            page.open("li").open("p", "class", "place");
            UntrustedText.path(page, sample.file());
            page.text(" at byte " + Numbers.count(sample.offset()));
            int shown = sample.head().codePointCount(0, sample.head().length());
            boolean cut = sample.longer() || shown < sample.codePoints();
            if (cut) {
                page.text(
                        ", %s%s"
                                .formatted(
                                        sample.longer() ? "more than " : "",
                                        Numbers.count(sample.codePoints(), "character")));
            }
            page.close().open("code");
            UntrustedText.line(page, sample.head(), cut);
            page.close().close();
        }
        page.close();
    }

    private static String meaning(LineOutcome reason) {
        return switch (reason) {
            case MALFORMED_JSON -> "The line is not one JSON text in UTF-8.";
            case NOT_AN_OBJECT -> "The line is JSON, but not an object.";
            case INVALID_EVENT_ID -> "The event's id is an array, an object, or not Unicode text.";
            case MISSING_EVENT_ID -> "The event has no id.";
            case INVALID_CUSTOMER_ID ->
                    "The customer's id is an array, an object, or not Unicode text.";
            case MISSING_CUSTOMER_ID -> "The event has no customer.";
            case INVALID_TS -> "The time is not a number of seconds.";
            case NON_POSITIVE_TS -> "The time is missing, or not after the beginning of 1970.";
            case FUTURE_TS -> "The time is later than the present of the run.";
            case INVALID_EVENT_TYPE ->
                    "The event's type is an array, an object, or not Unicode text.";
            case LINE_TOO_LONG -> "The line is longer than the run allows.";
            case ACCEPTED, BLANK, BEFORE_SINCE, AFTER_UNTIL, EVENT_TYPE_NOT_ALLOWED ->
                    throw new IllegalArgumentException(reason + " is not a reason");
        };
    }
}
