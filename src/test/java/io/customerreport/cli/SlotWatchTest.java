package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotWatchTest {

    @Test
    void slotsThatTheClusterDoesNotHaveAreCounted() {
        assertThat(SlotWatch.lack(5, 4, 0))
                .isEqualTo(
                        "the job wants 5 slots, and the cluster has 4: it waits for more"
                                + " TaskManagers; --parallelism 4 would do without");
        assertThat(SlotWatch.lack(5, 0, 0))
                .isEqualTo(
                        "the job wants 5 slots, and the cluster has none: it waits for TaskManagers");
    }

    @Test
    void slotsOfOtherJobsAreWaitedFor() {
        assertThat(SlotWatch.lack(2, 4, 0))
                .isEqualTo(
                        "the job wants 2 of the cluster's 4 slots, which other jobs hold: it waits"
                                + " for them; a smaller --parallelism takes fewer");
    }

    @Test
    void jobThatIsAboutToStartLacksNothing() {
        assertThat(SlotWatch.lack(2, 4, 2)).isNull();
    }

    @Test
    void failureSaysWhatWasLackingAndNotThatItIsWaitedFor() {
        assertThat(SlotWatch.gaveUp(SlotWatch.lack(5, 4, 0)))
                .isEqualTo(
                        "Flink gave up waiting, as the job wants 5 slots, and the cluster has 4;"
                                + " a smaller --parallelism takes fewer");
    }
}
