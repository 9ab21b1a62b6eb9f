package io.customerreport.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportScheduleTest {

    @ParameterizedTest
    @CsvSource({"0, 60000", "1, 60000", "59999, 60000", "60000, 120000", "-1, 0", "-60000, 0"})
    void reportsLeaveAtWholeMultiplesAfterNow(long now, long next) {
        ReportSchedule minutes = ReportSchedule.every(Duration.ofMinutes(1));

        assertThat(minutes.nextReport(now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "60000, 0, 59000",
        "60000, 58999, 59000",
        "60000, 59000, 119000",
        "60000, 60000, 119000",
        "500, 449, 450",
        "500, 450, 950",
        "1, 7, 8"
    })
    void gatheredEventsAreSentATenthOfTheIntervalEarlierOrASecond(
            long interval, long now, long flush) {
        assertThat(new ReportSchedule(interval).nextFlush(now)).isEqualTo(flush);
    }

    @Test
    void intervalIsAtLeastAMillisecond() {
        assertThatThrownBy(() -> new ReportSchedule(0))
                .hasMessage("the interval is 0 ms, less than 1");
    }
}
