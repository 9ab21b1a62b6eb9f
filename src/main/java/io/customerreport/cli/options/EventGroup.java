package io.customerreport.cli.options;

import io.customerreport.job.EventOptions;
import io.customerreport.job.Given;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of what events mean. */
final class EventGroup {
    @Option(
            names = "--fx-rates",
            paramLabel = "RATES",
            description = {
                "US dollars per unit of each currency, inline or in a file that holds a JSON"
                        + " object. A currency without a rate converts at 1.0. Default: no rates.",
                "Example: --fx-rates EUR=1.09,GBP=1.27"
            })
    List<String> fxRates = new ArrayList<>();

    @Option(
            names = "--event-types",
            paramLabel = "A,B",
            description = {
                "Count only events of these types; \"\" counts none. Default: all types.",
                "Example: --event-types checkout,refund"
            })
    List<String> eventTypes = new ArrayList<>();

    @Option(
            names = "--now",
            paramLabel = "TS",
            description = {
                "Reject events later than this time, in unix seconds. Default: the time at"
                        + " which the run starts.",
                "Example: --now 1767225600"
            })
    List<String> now = new ArrayList<>();

    @Option(
            names = "--summation",
            paramLabel = "MODE",
            completionCandidates = Summations.class,
            description = {
                "How to add amounts: exact (rounded once; the order makes no difference), or"
                        + " sequential (one by one in input order, as a Python loop does)."
                        + " Default: exact.",
                "Example: --summation sequential"
            })
    List<String> summation = new ArrayList<>();

    EventOptions read(Clock clock) throws UsageException {
        Given rates = OptionValues.once("--fx-rates", fxRates);
        Given types = OptionValues.once("--event-types", eventTypes);
        Given latest = OptionValues.once("--now", now);
        Given mode = OptionValues.once("--summation", summation);
        return new EventOptions(
                rates == null ? Map.of() : RatesReader.read(rates.value()),
                types == null ? null : OptionValues.eventTypes(types),
                latest == null
                        ? clock.instant().getEpochSecond()
                        : OptionValues.unixSeconds(latest),
                mode == null ? Summation.EXACT : OptionValues.choice(mode, Summation.values()));
    }

    /** What a shell offers for {@code --summation}. */
    static final class Summations extends Choices {
        Summations() {
            super(Summation.values());
        }
    }
}
