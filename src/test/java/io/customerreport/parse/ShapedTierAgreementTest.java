package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.generate.LogShape;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.python.PythonStrings;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With fields anywhere and units of any kind, the fast tier reads what the slow tier reads. */
class ShapedTierAgreementTest {

    private long accepted;

    @Property(tries = 20_000)
    void lineOfAnyShapeIsReadAlikeByBothTiers(Trials trials) {
        trials.check(
                ShapedTrial::drawn,
                trial -> {
                    TierAgreement tiers = new TierAgreement(trial.rules());
                    tiers.check(utf8(trial.line()));
                    accepted += tiers.acceptedByFastTier();
                });

        assertThat(accepted).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogShape.class,
            names = {"PROVIDER", "APPLICATION"})
    void fastTierTakesNearlyAllLinesOfServices(LogShape shape) {
        EventRules rules = rules(shape);
        TierAgreement tiers = new TierAgreement(rules);
        PaymentLogOptions options = new PaymentLogOptions();
        options.shape = shape;
        options.events = 20_000;
        options.malformed = 0;
        String[] lines =
                new String(new PaymentLogGenerator(options).toByteArray(), StandardCharsets.UTF_8)
                        .split("\n");

        for (String line : lines) {
            tiers.check(utf8(line));
        }

        assertThat(tiers.acceptedByFastTier()).isGreaterThanOrEqualTo(lines.length * 99L / 100);
    }

    /** What a mapping means: the events of the log are those of its plain form. */
    @Test
    void mappedLogIsThePlainOneRewritten() {
        HostileLog log = new HostileLog(5);
        EventRules.Builder nested =
                EventRules.builder()
                        .nowTs(TierAgreement.RULES.nowTs())
                        .fxRates(TierAgreement.RULES.fxRates());
        for (EventField field : EventField.values()) {
            nested.field(field, "/data/0/" + field.code());
        }
        EventParser plainParser = new EventParser(TierAgreement.RULES);
        EventParser nestedParser = new EventParser(nested.build());
        int objects = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] line = log.nextLine();
            plainParser.parse(TierAgreement.padded(line), 0);
            String text = PythonStrings.strip(new String(line, StandardCharsets.UTF_8));
            boolean object =
                    plainParser.outcome() != LineOutcome.BLANK
                            && plainParser.outcome() != LineOutcome.MALFORMED_JSON
                            && plainParser.outcome() != LineOutcome.NOT_AN_OBJECT;
            if (!object) {
                continue;
            }
            objects++;
            String wrapped = "{\"ts\":{},\"data\":[" + text + ",1]}";

            nestedParser.parse(TierAgreement.padded(utf8(wrapped)), 0);

            assertThat(nestedParser.outcome()).as(wrapped).isEqualTo(plainParser.outcome());
            if (plainParser.outcome() == LineOutcome.ACCEPTED) {
                assertThat(TierAgreement.same(nestedParser.event(), plainParser.event()))
                        .as(wrapped)
                        .isTrue();
            }
        }
        assertThat(objects).isGreaterThan(10_000);
    }

    @Property(tries = 20_000)
    void eventInAnotherShapeIsThePlainOneRewritten(Trials trials) {
        EventParser plainParser = new EventParser(TierAgreement.RULES);

        trials.check(
                RewrittenEvent::drawn,
                event -> {
                    EventParser parser = new EventParser(event.rules());

                    plainParser.parse(TierAgreement.padded(utf8(event.plain())), 0);
                    parser.parse(TierAgreement.padded(utf8(event.rewritten())), 0);

                    assertThat(parser.outcome()).isEqualTo(plainParser.outcome());
                    if (parser.outcome() == LineOutcome.ACCEPTED) {
                        accepted++;
                        assertThat(TierAgreement.same(parser.event(), plainParser.event()))
                                .isTrue();
                    }
                });

        assertThat(accepted).isGreaterThan(1_000);
    }

    private static byte[] utf8(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static EventRules rules(LogShape shape) {
        EventRules.Builder rules = EventRules.builder().nowTs(TierAgreement.RULES.nowTs());
        String[] places =
                shape == LogShape.PROVIDER
                        ? new String[] {
                            "id",
                            "/data/object/customer",
                            "created",
                            "type",
                            "/data/object/amount",
                            "/data/object/currency"
                        }
                        : new String[] {
                            "/event/uuid",
                            "/event/user/id",
                            "time",
                            "/event/name",
                            "/event/payment/total",
                            "/event/payment/currency"
                        };
        for (EventField field : EventField.values()) {
            rules.field(field, places[field.ordinal()]);
        }
        return shape == LogShape.PROVIDER
                ? rules.amountUnit(AmountUnit.MINOR).build()
                : rules.tsUnit(TsUnit.ISO_8601).build();
    }
}
