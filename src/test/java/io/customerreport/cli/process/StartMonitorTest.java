package io.customerreport.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartMonitorTest {

    private static final Duration OFTEN = Duration.ofMillis(1);

    @Test
    void runThatWaitsWhereNoThreadCanBeStartedEndsAndSaysWhy() {
        CountDownLatch answer = new CountDownLatch(1);

        assertThatThrownBy(() -> StartMonitor.during(() -> await(answer), () -> false, OFTEN))
                .isInstanceOf(IOException.class)
                .hasMessage(ThreadRoom.NONE_LEFT);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void failureAfterAThreadWasRefusedNamesTheRefusal() {
        CountDownLatch refused = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                StartMonitor.during(
                                        () -> {
                                            refused.await();
                                            throw new IllegalStateException("Task is not running");
                                        },
                                        () -> {
                                            // The second look comes after the first was noted.
                                            if (looks.incrementAndGet() == 2) {
                                                refused.countDown();
                                            }
                                            return looks.get() > 1;
                                        },
                                        OFTEN))
                .hasMessage(ThreadRoom.NONE_LEFT)
                .hasRootCauseMessage("Task is not running");
    }

    @Test
    void runThatHasRoomEndsAsItWould() throws Exception {
        assertThat(StartMonitor.during(() -> "rows", () -> true, OFTEN)).isEqualTo("rows");
        assertThatThrownBy(
                        () ->
                                StartMonitor.during(
                                        () -> {
                                            throw new IOException("disk full");
                                        },
                                        () -> true,
                                        OFTEN))
                .hasMessage("disk full");
    }

    @Test
    void machineHasRoomForAFewThreads() {
        assertThat(ThreadRoom.isEnough(3)).isTrue();
    }

    private static String await(CountDownLatch answer) throws InterruptedException {
        answer.await();
        return "answered";
    }
}
