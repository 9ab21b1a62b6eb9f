package io.customerreport.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.FailureMessage;
import org.junit.jupiter.api.Test;

class HeapMonitorTest {

    private static final long WINDOW = HeapMonitor.WINDOW.toMillis();

    private long now = 1_000_000;
    private long spent = 5_000;
    private long worked = 9_000;
    private final HeapMonitor heap = new HeapMonitor(() -> now, () -> spent, () -> worked);

    @Test
    void collectingForAWholeWindowEndsTheRun() {
        for (long passed = 0; passed < WINDOW; passed += 1_000) {
            assertThat(heap.look()).isNull();
            pass(1_000, 950);
        }

        assertThat(FailureMessage.of(heap.look()))
                .isEqualTo(
                        "out of memory (more than 90% of the last 30 s went into collecting"
                                + " garbage); a larger heap may help:"
                                + " CUSTOMER_REPORT_JAVA_OPTS=-Xmx4g");
    }

    @Test
    void collectingWithinLimitsGoesOnForEver() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(heap.look()).isNull();
            pass(1_000, 890);
        }
    }

    @Test
    void whatWasSpentBeforeTheWindowIsForgotten() {
        for (int second = 0; second < 20; second++) {
            assertThat(heap.look()).isNull();
            pass(1_000, 1_000);
        }
        for (int second = 0; second < 100; second++) {
            assertThat(heap.look()).isNull();
            pass(1_000, 500);
        }
    }

    @Test
    void singleLongPauseIsJudgedWithTheTimeAroundIt() {
        heap.look();
        pass(20_000, 19_000);
        assertThat(heap.look()).isNull();
        pass(10_000, 1_000);
        assertThat(heap.look()).isNull();
        pass(WINDOW, WINDOW);

        assertThat(heap.look()).isNotNull();
    }

    @Test
    void suspensionWithinAPauseIsNotTheCollectors() {
        heap.look();
        pass(1_000, 100);
        heap.look();
        worked -= 600_000;
        pass(600_000, 599_900);

        assertThat(heap.look()).isNull();
        pass(1_000, 100);
        assertThat(heap.look()).isNull();
    }

    @Test
    void collectingAfterASuspensionEndsTheRunAsBefore() {
        heap.look();
        worked -= 600_000;
        pass(600_000, 599_900);
        for (long passed = 0; passed < WINDOW; passed += 1_000) {
            assertThat(heap.look()).isNull();
            pass(1_000, 950);
        }

        assertThat(heap.look()).isNotNull();
    }

    private void pass(long millis, long collecting) {
        now += millis;
        spent += collecting;
        worked += millis;
    }
}
