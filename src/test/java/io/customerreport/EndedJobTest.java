package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndedJobTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(1);

    @BeforeEach
    void reset() {
        SlowToClose.opened = new CountDownLatch(1);
        SlowToClose.CLOSED.set(false);
    }

    @Test
    void nothingOfACancelledJobRunsAnyMore() throws Exception {
        JobClient job = start(Long.MAX_VALUE);
        SlowToClose.opened.await();

        EndedJob.cancel(job);

        assertThat(SlowToClose.CLOSED).isTrue();
        assertThat(job.getJobStatus().get().isGloballyTerminalState()).isTrue();
    }

    @Test
    void jobThatHasEndedByItselfNeedNotBeCancelled() throws Exception {
        JobClient job = start(1);
        job.getJobExecutionResult().get();

        EndedJob.cancel(job);

        assertThat(SlowToClose.CLOSED).isTrue();
    }

    private static JobClient start(long numbers) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSequence(1, numbers)
                .map(new SlowToClose())
                .returns(Types.LONG)
                .sinkTo(new DiscardingSink<>());
        return env.executeAsync();
    }

    /** Tells in static fields what happened, because tasks get copies of it. */
    private static final class SlowToClose extends RichMapFunction<Long, Long> {

        private static final long serialVersionUID = 1;

        static final AtomicBoolean CLOSED = new AtomicBoolean();

        static volatile CountDownLatch opened;

        @Override
        public void open(OpenContext context) {
            opened.countDown();
        }

        @Override
        public Long map(Long number) {
            return number;
        }

        @Override
        public void close() throws Exception {
            Thread.sleep(500);
            CLOSED.set(true);
        }
    }
}
