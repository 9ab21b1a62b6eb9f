package io.customerreport.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.InputStanding;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatestStandingTest {

    private static final InputStanding EARLY = new InputStanding(1, 0, 1, List.of("a"));
    private static final InputStanding LATE = new InputStanding(2, 0, 0, List.of());

    @Test
    void latestScanCountsWhicheverReaderHeardOfIt() {
        LatestStanding one = new LatestStanding();
        LatestStanding other = new LatestStanding();
        LatestStanding idle = new LatestStanding();
        one.add(LATE);
        other.add(EARLY);

        LatestStanding all = idle.clone();
        all.merge(one);
        all.merge(other);
        all.merge(idle);

        assertThat(all.getLocalValue()).isEqualTo(LATE);
        assertThat(idle.getLocalValue()).isEqualTo(InputStanding.NOTHING);
    }
}
