package io.customerreport.cli.output;

import io.customerreport.count.RunCounters;
import io.customerreport.job.LineCounts;
import io.customerreport.job.RunSummary;
import io.customerreport.parse.LineOutcome;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Spells the summary of a finished run as JSON. */
public final class SummaryJson {

    private final JsonGenerator out;

    private SummaryJson(JsonGenerator out) {
        this.out = out;
    }

    /** One object on one line, with a line end. */
    public static String of(RunSummary summary) {
        StringWriter json = new StringWriter();
        try (JsonGenerator out =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), json)) {
            new SummaryJson(out).write(summary);
        }
        return json.append('\n').toString();
    }

    private void write(RunSummary summary) {
        out.writeStartObject();
        writeCounts(summary);
        if (summary.counts().unrated() > 0) {
            write("unrated_currencies", summary.unratedCurrencies());
        }
        write("unused_rates", summary.unusedRates());
        out.writeNumberProperty(RunCounters.CUSTOMERS, summary.customers());
        RunSummary.Table table = summary.table();
        if (table != null) {
            out.writeNumberProperty(RunCounters.TABLE_ROWS, table.rows());
            out.writeNumberProperty(RunCounters.TABLE_RETRIES, table.retries());
        }
        writeFiles(summary.counts());
        summary.notices().forEach(out::writeNumberProperty);
        out.writeNumberProperty(
                "seconds",
                BigDecimal.valueOf(summary.seconds()).setScale(3, RoundingMode.HALF_EVEN));
        RunSummary.Total total = summary.total();
        if (total != null) {
            out.writeNumberProperty("files_left_out", total.filesLeftOut());
            out.writeObjectPropertyStart("total");
            out.writeNumberProperty("runs", total.runs());
            RunSummary whole = summary.whole();
            writeCounts(whole);
            writeFiles(whole.counts());
            out.writeEndObject();
        }
        write("diagnosis", summary.diagnosis());
        out.writeEndObject();
    }

    private void writeCounts(RunSummary summary) {
        LineCounts counts = summary.counts();
        out.writeNumberProperty(RunCounters.LINES, counts.lines());
        out.writeNumberProperty(LineOutcome.BLANK.code(), counts.blank());
        out.writeNumberProperty(LineOutcome.ACCEPTED.code(), counts.accepted());
        out.writeNumberProperty(RunCounters.FILTERED, counts.filtered());
        write("filtered_by", counts.filteredBy());
        write(RunCounters.REJECTED, counts.rejected());
        RunSummary.Duplicates duplicates = summary.duplicates();
        if (duplicates != null) {
            out.writeNumberProperty(RunCounters.DUPLICATES, duplicates.events());
            out.writeNumberProperty(RunCounters.CONFLICTING_DUPLICATES, duplicates.conflicting());
        }
        out.writeNumberProperty(RunCounters.AMOUNTS_DEFAULTED, counts.amountsDefaulted());
        out.writeNumberProperty(RunCounters.UNRATED, counts.unrated());
    }

    private void writeFiles(LineCounts counts) {
        out.writeNumberProperty(RunCounters.BYTES, counts.bytes());
        if (counts.corruptFiles() > 0) {
            out.writeNumberProperty(RunCounters.CORRUPT_FILES, counts.corruptFiles());
        }
    }

    private void write(String name, Map<String, Long> numbers) {
        out.writeObjectPropertyStart(name);
        numbers.forEach(out::writeNumberProperty);
        out.writeEndObject();
    }

    private void write(String name, List<String> texts) {
        if (!texts.isEmpty()) {
            out.writeArrayPropertyStart(name);
            texts.forEach(out::writeString);
            out.writeEndArray();
        }
    }
}
