package io.customerreport.aggregate;

import static io.customerreport.testing.trials.Trials.shown;

import io.customerreport.parse.Event;
import io.customerreport.testing.Events;
import io.customerreport.testing.trials.Draws;
import java.util.List;

/** An event of customer {@code c} for properties, which can be told when one does not hold. */
record AnyEvent(String type, long ts, double usd) {

    /** The last second of the year 9999. */
    private static final long LAST = 253_402_300_799L;

    static List<AnyEvent> list(Draws draws) {
        return draws.list(1, 60, () -> of(draws));
    }

    private static AnyEvent of(Draws draws) {
        return new AnyEvent(
                draws.ofOneKind(
                        () -> draws.oneOf("checkout", "view", "", "\uFF5E", "\uD83D\uDE00"),
                        () -> draws.text(9),
                        () -> "t".repeat(draws.between(0, 30))),
                draws.between(1, LAST),
                draws.ofOneKind(() -> draws.decimal(100_000, 6), draws::anyDouble));
    }

    Event event() {
        return Events.event("c", type, ts, usd);
    }

    @Override
    public String toString() {
        return "%s at %d: %s".formatted(shown(type), ts, shown(usd));
    }
}
