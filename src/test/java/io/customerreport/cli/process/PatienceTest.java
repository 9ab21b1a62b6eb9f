package io.customerreport.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Patience SHORT = new Patience(Duration.ofMillis(100));

    @Test
    void waitEndsWithWhatIsWaitedFor() throws Exception {
        CountDownLatch open = new CountDownLatch(0);

        assertThat(new Patience(Duration.ofDays(1)).await(open)).isTrue();
        assertThat(
                        new Patience(Duration.ofDays(1))
                                .<String>get(CompletableFuture.completedFuture("rows")))
                .isEqualTo("rows");
    }

    @Test
    void waitEndsWithThePatience() throws Exception {
        assertThat(SHORT.await(new CountDownLatch(1))).isFalse();
        assertThatThrownBy(() -> SHORT.get(new CompletableFuture<>()))
                .isInstanceOf(TimeoutException.class);
    }

    /** A process that is suspended finds at its return that a step is over, whatever the clock. */
    @Test
    void waitConsistsOfSteps() throws Exception {
        int[] steps = {0};
        Future<String> rows =
                new CompletableFuture<>() {
                    @Override
                    public String get(long timeout, TimeUnit unit) throws TimeoutException {
                        steps[0]++;
                        throw new TimeoutException();
                    }
                };

        assertThatThrownBy(() -> new Patience(Duration.ofSeconds(1)).get(rows))
                .isInstanceOf(TimeoutException.class);

        assertThat(steps[0]).isEqualTo(20);
    }
}
