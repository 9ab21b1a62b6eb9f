package io.customerreport.cli.options;

import io.customerreport.job.EventOptions;
import io.customerreport.job.Given;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import io.customerreport.parse.AmountUnit;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.TsUnit;
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

    @Option(
            names = "--distinct-events",
            description = {
                "Count each event_id of a customer once: of several events with the same id, the one"
                        + " with the smallest ts counts; if these are equal, the smallest event type"
                        + " decides, then the smallest amount. Takes about twice the time."
                        + " Default: every event counts.",
                "Example: --distinct-events"
            })
    boolean distinct;

    @Option(
            names = "--field",
            paramLabel = "NAME=WHERE",
            description = {
                "Read a field from another place: event_id, customer_id, ts, event_type, amount or"
                        + " currency from the member WHERE of the event, or, if WHERE begins with /,"
                        + " from where a JSON Pointer leads. May be repeated.",
                "Example: --field customer_id=/data/object/customer --field ts=created"
            })
    List<String> fields = new ArrayList<>();

    @Option(
            names = "--ts-unit",
            paramLabel = "UNIT",
            completionCandidates = TsUnits.class,
            description = {
                "What ts counts since 1970: s, ms, us or ns; or iso8601, a text such as"
                        + " 2026-01-31T12:00:00Z. Default: s.",
                "Example: --ts-unit ms"
            })
    List<String> tsUnit = new ArrayList<>();

    @Option(
            names = "--amount-unit",
            paramLabel = "major|minor",
            completionCandidates = AmountUnits.class,
            description = {
                "Whether amounts are in the currency itself, or in its smallest unit, such as"
                        + " cents, which ISO 4217 defines for each currency. Default: major.",
                "Example: --amount-unit minor"
            })
    List<String> amountUnit = new ArrayList<>();

    @Option(
            names = "--minor-digits",
            paramLabel = "CODE=DIGITS,...",
            description = {
                "With --amount-unit minor, how many decimal places a currency has, where a log differs"
                        + " from ISO 4217.",
                "Example: --amount-unit minor --minor-digits ISK=2,MGA=0"
            })
    List<String> minorDigits = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {
                "Count only events at this time or later: unix seconds, or a day in UTC. Default:"
                        + " from the beginning.",
                "Example: --since 2026-01-01"
            })
    List<String> since = new ArrayList<>();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = {
                "Count only events before this time, given as for --since. Default: to the end.",
                "Example: --since 2026-01-01 --until 2026-02-01"
            })
    List<String> until = new ArrayList<>();

    EventOptions read(Clock clock) throws UsageException {
        Given rates = OptionValues.once("--fx-rates", fxRates);
        Given types = OptionValues.once("--event-types", eventTypes);
        Given latest = OptionValues.once("--now", now);
        Given mode = OptionValues.once("--summation", summation);
        EventRules.Builder rules =
                EventRules.builder()
                        .fxRates(rates == null ? Map.of() : RatesReader.read(rates.value()))
                        .eventTypes(types == null ? null : OptionValues.eventTypes(types))
                        .nowTs(
                                latest == null
                                        ? clock.instant().getEpochSecond()
                                        : OptionValues.unixSeconds(latest));
        readShape(rules);
        readPeriod(rules);
        Summation sums =
                mode == null ? Summation.EXACT : OptionValues.choice(mode, Summation.values());
        if (distinct && sums == Summation.SEQUENTIAL) {
            throw new UsageException(
                    "--distinct-events needs exact sums: those that it counts have no order");
        }
        return new EventOptions(rules.build(), sums, distinct);
    }

    private void readShape(EventRules.Builder rules) throws UsageException {
        Given time = OptionValues.once("--ts-unit", tsUnit);
        Given amount = OptionValues.once("--amount-unit", amountUnit);
        Given digits = OptionValues.once("--minor-digits", minorDigits);
        ShapeOptions.readFields(fields, rules);
        if (time != null) {
            rules.tsUnit(OptionValues.choice(time, TsUnit.values()));
        }
        AmountUnit unit =
                amount == null
                        ? AmountUnit.MAJOR
                        : OptionValues.choice(amount, AmountUnit.values());
        rules.amountUnit(unit);
        if (digits != null) {
            if (unit == AmountUnit.MAJOR) {
                throw digits.refused("needs --amount-unit minor: other amounts are not divided");
            }
            ShapeOptions.readMinorDigits(digits, rules);
        }
    }

    private void readPeriod(EventRules.Builder rules) throws UsageException {
        Given from = OptionValues.once("--since", since);
        Given to = OptionValues.once("--until", until);
        if (from != null) {
            rules.since(OptionValues.time(from));
        }
        if (to != null) {
            rules.until(OptionValues.time(to));
            if (from != null && OptionValues.time(to) <= OptionValues.time(from)) {
                throw to.refused("is not later than " + from);
            }
        }
    }

    /** What a shell offers for {@code --ts-unit}. */
    static final class TsUnits extends Choices {
        TsUnits() {
            super(TsUnit.values());
        }
    }

    /** What a shell offers for {@code --amount-unit}. */
    static final class AmountUnits extends Choices {
        AmountUnits() {
            super(AmountUnit.values());
        }
    }

    /** What a shell offers for {@code --summation}. */
    static final class Summations extends Choices {
        Summations() {
            super(Summation.values());
        }
    }
}
