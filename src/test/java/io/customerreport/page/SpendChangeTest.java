package io.customerreport.page;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.digest.Digests;
import io.customerreport.digest.RunDigest;
import io.customerreport.parse.Event;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpendChangeTest {

    @Test
    void lastWholeMonthIsHeldAgainstTheMonthBefore() {
        // 28 days of February at 1, 31 of March at 2, and a part of April.
        assertThat(changes("2025-01-15", "2025-04-20", day -> day.getMonthValue() - 1))
                .containsExactly("Mar 2025: $62.00, +121.4% against Feb 2025");
    }

    @Test
    void shorterLogsAreComparedByWeekOrDay() {
        // Mondays are 6 and 13 January 2025.
        assertThat(changes("2025-01-04", "2025-01-21", day -> day.getDayOfMonth() < 13 ? 2 : 1))
                .containsExactly("Week of 13 Jan 2025: $7.00, −50.0% against Week of 6 Jan 2025");
        assertThat(changes("2025-01-04", "2025-01-06", day -> day.getDayOfMonth()))
                .containsExactly("6 Jan 2025: $6.00, +20.0% against 5 Jan 2025");
    }

    @Test
    void twoWholeYearsAreComparedToo() {
        assertThat(changes("2022-12-31", "2024-12-31", day -> day.getYear() - 2022))
                .containsExactly(
                        "2024: $732.00, +100.5% against 2023",
                        "Dec 2024: $62.00, +3.3% against Nov 2024");
    }

    @Test
    void singleDayHasNoDayBefore() {
        assertThat(changes("2025-01-04", "2025-01-04", day -> 1)).isEmpty();
    }

    @Test
    void nothingIsNoBaseOfAPercentage() {
        assertThat(changes("2025-01-04", "2025-01-05", day -> day.getDayOfMonth() - 4))
                .containsExactly("5 Jan 2025: $1.00, after $0.00 in 4 Jan 2025");
    }

    private interface Spend {
        double on(LocalDate day);
    }

    private static List<String> changes(String first, String last, Spend spend) {
        List<Event> events = new ArrayList<>();
        LocalDate end = LocalDate.parse(last);
        for (LocalDate day = LocalDate.parse(first); !day.isAfter(end); day = day.plusDays(1)) {
            events.add(event("c", "view", 1 + day.toEpochDay() * 86_400, spend.on(day)));
        }
        RunDigest digest = Digests.of(events);
        return SpendChange.of(
                        digest.periods(),
                        TimeAxis.of(digest.periods()),
                        digest.firstDay(),
                        digest.lastDay())
                .stream()
                .map(SpendChange::sentence)
                .toList();
    }
}
