package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.process.Patience;
import io.customerreport.testing.Awaited;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is first, the run or the end of the process, decides what is left; never both. */
@Timeout(60)
class RunGuardTest {

    private static final Patience SHORT = new Patience(Duration.ofMillis(100));
    private static final Patience LONG = new Patience(Duration.ofDays(1));

    private final AtomicInteger undone = new AtomicInteger();

    @Test
    void runThatWaitsForOthersIsEndedAtOnce() {
        RunGuard guard = guard(LONG);
        guard.claimEnd();
        guard.allow();

        guard.processEnds();

        assertThat(undone).hasValue(1);
    }

    @Test
    void runThatDoesNotComeToItsEndIsEndedAfterAWhile() {
        RunGuard guard = guard(SHORT);
        guard.claimEnd();

        guard.processEnds();

        assertThat(undone).hasValue(1);
    }

    @Test
    void outcomeThatIsDecidedIsNotTouched() {
        RunGuard guard = guard(SHORT);
        guard.claimEnd();
        guard.claimOutcome();

        guard.processEnds();

        assertThat(undone).hasValue(0);
    }

    @Test
    void endOfTheRunIsAwaited() {
        RunGuard guard = guard(LONG);
        guard.claimEnd();
        guard.allow();
        guard.forbid();
        guard.close();

        guard.processEnds();

        assertThat(undone).hasValue(0);
    }

    @Test
    void runThatWasEndedGoesNoFurther() throws Exception {
        RunGuard guard = guard(LONG);
        guard.claimEnd();
        guard.allow();
        AtomicBoolean wentOn = new AtomicBoolean();
        Thread run =
                new Thread(
                        () -> {
                            guard.forbid();
                            wentOn.set(true);
                        });
        run.setDaemon(true);

        guard.processEnds();
        run.start();

        Awaited.condition("the run sleeps", () -> run.getState() == Thread.State.TIMED_WAITING);
        assertThat(wentOn).isFalse();
    }

    private RunGuard guard(Patience patience) {
        return new RunGuard(fatal -> undone.incrementAndGet(), patience);
    }
}
