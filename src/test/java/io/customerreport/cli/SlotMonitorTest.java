package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotMonitorTest {

    @Test
    void slotsThatTheClusterDoesNotHaveAreCounted() {
        assertThat(SlotMonitor.lack(5, 4, 0))
                .hasToString(
                        "the job wants 5 slots, and the cluster has 4: it waits for more"
                                + " TaskManagers; --parallelism 4 would do without");
        assertThat(SlotMonitor.lack(5, 0, 0))
                .hasToString(
                        "the job wants 5 slots, and the cluster has none: it waits for TaskManagers");
    }

    @Test
    void slotsOfOtherJobsAreWaitedFor() {
        assertThat(SlotMonitor.lack(2, 4, 0))
                .hasToString(
                        "the job wants 2 of the cluster's 4 slots, which other jobs hold: it waits"
                                + " for them; a smaller --parallelism takes fewer");
    }

    @Test
    void jobThatIsAboutToStartLacksNothing() {
        assertThat(SlotMonitor.lack(2, 4, 2)).isNull();
    }

    @Test
    void failureSaysWhatWasLackingAndNotThatItIsWaitedFor() {
        assertThat(SlotMonitor.lack(5, 4, 0).gaveUp())
                .isEqualTo(
                        "Flink gave up waiting, as the job wants 5 slots, and the cluster has 4;"
                                + " a smaller --parallelism takes fewer");
    }
}
