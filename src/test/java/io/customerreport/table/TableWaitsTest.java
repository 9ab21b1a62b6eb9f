package io.customerreport.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.count.TableOutage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TableWaitsTest {

    private final AtomicInteger retries = new AtomicInteger();
    private final TableOutage outage = new TableOutage();
    private final TableWaits waits = new TableWaits(retries::incrementAndGet, outage);

    @Test
    void secondsGrowWhileRowsWaitAndNotAfterwards() {
        waits.ends();
        assertThat(waits.getValue()).isZero();

        waits.waits("away");
        waits.waits("still away");
        double first = waits.getValue();
        while (waits.getValue() <= first) {
            Thread.onSpinWait();
        }
        assertThat(outage.getLocalValue()).isEqualTo("still away");
        waits.ends();

        double waited = waits.getValue();
        assertThat(waited).isGreaterThan(first);
        assertThat(waits.getValue()).isEqualTo(waited);
        assertThat(outage.getLocalValue()).isEmpty();
        assertThat(retries).hasValue(2);
    }
}
