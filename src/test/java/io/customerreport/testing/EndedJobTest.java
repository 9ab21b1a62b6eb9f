package io.customerreport.testing;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class EndedJobTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(1);

    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void nothingOfACancelledJobRunsAnyMore() throws Exception {
        JobClient job = start(Long.MAX_VALUE);
        opened.await();

        EndedJob.cancel(job);

        assertThat(closed).isTrue();
        assertThat(job.getJobStatus().get().isGloballyTerminalState()).isTrue();
    }

    @Test
    void jobThatHasEndedByItselfNeedNotBeCancelled() throws Exception {
        JobClient job = start(1);
        job.getJobExecutionResult().get();

        EndedJob.cancel(job);

        assertThat(closed).isTrue();
    }

    private JobClient start(long numbers) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSequence(1, numbers)
                .map(new SlowToClose(new Shared<>(opened), new Shared<>(closed)))
                .returns(Types.LONG)
                .sinkTo(new DiscardingSink<>());
        return env.executeAsync();
    }

    private static final class SlowToClose extends RichMapFunction<Long, Long> {

        private static final long serialVersionUID = 1;

        private final Shared<CountDownLatch> opened;
        private final Shared<AtomicBoolean> closed;

        SlowToClose(Shared<CountDownLatch> opened, Shared<AtomicBoolean> closed) {
            this.opened = opened;
            this.closed = closed;
        }

        @Override
        public void open(OpenContext context) {
            opened.get().countDown();
        }

        @Override
        public Long map(Long number) {
            return number;
        }

        @Override
        public void close() throws Exception {
            Thread.sleep(500);
            closed.get().set(true);
        }
    }
}
