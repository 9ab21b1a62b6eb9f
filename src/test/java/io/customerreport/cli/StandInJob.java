package io.customerreport.cli;

import io.customerreport.count.FirstRejects;
import io.customerreport.job.JobOptions;
import io.customerreport.job.OutputPlaces;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/** A small job in place of the report job: writes numbers, and behaves as its input is named. */
record StandInJob(JobOptions options) implements PreparedJob {

    static final int LINES = 10;
    static final int REJECTS = 3;

    static PreparedJob prepare(JobOptions options) throws UsageException {
        if (options.input().paths().contains("missing")) {
            throw new UsageException("--input 'missing' does not exist");
        }
        return new StandInJob(options);
    }

    /** Asked after the outputs are claimed, and before the job is built. */
    @Override
    public long inputBytes() {
        while (options.input().paths().contains("held")) {
            LockSupport.park();
        }
        return PreparedJob.super.inputBytes();
    }

    @Override
    public void build(StreamExecutionEnvironment env, OutputPlaces places) {
        String behaviour = options.input().paths().get(0);
        long last = behaviour.equals("endless") ? Long.MAX_VALUE - 1 : LINES;
        env.fromSource(
                        new NumberSequenceSource(1, last),
                        WatermarkStrategy.noWatermarks(),
                        "numbers",
                        Types.LONG)
                .map(new Rows(behaviour))
                .returns(Types.STRING)
                .sinkTo(
                        FileSink.forRowFormat(places.reports(), new SimpleStringEncoder<String>())
                                .withBucketAssigner(new BasePathBucketAssigner<>())
                                .withOutputFileConfig(
                                        new OutputFileConfig("reports-" + places.run(), ".ndjson"))
                                .build());
    }

    private static final class Rows extends RichMapFunction<Long, String> {

        private static final long serialVersionUID = 1L;

        private final String behaviour;
        private transient LongCounter lines;
        private transient LongCounter accepted;
        private transient LongCounter reported;
        private transient LongCounter rejected;
        private transient FirstRejects firstRejects;
        private transient List<byte[]> memory;

        Rows(String behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public void open(OpenContext context) {
            lines = counter("lines");
            accepted = counter("accepted");
            reported = counter("reported_events");
            rejected = counter("future_ts");
            memory = new ArrayList<>();
            firstRejects = new FirstRejects();
            getRuntimeContext().addAccumulator(FirstRejects.NAME, firstRejects);
        }

        @Override
        public String map(Long number) throws Exception {
            lines.add(1);
            if (number > REJECTS) {
                accepted.add(1);
                reported.add(1);
            } else {
                rejected.add(1);
                firstRejects.add(new FirstRejects.Place("future_ts", "payments.ndjson", number));
            }
            switch (behaviour) {
                case "endless" -> Thread.sleep(1);
                case "miscounting" -> lines.add(1);
                case "forgetful" -> reported.add(1);
                case "failing" -> {
                    if (number == LINES) {
                        throw new IOException("payments.gz: the file ends at byte 17");
                    }
                }
                case "hungry" -> {
                    Thread anyOfFlink = new Thread(this::outOfMemory);
                    anyOfFlink.start();
                    anyOfFlink.join();
                    while (true) {
                        memory.add(new byte[1 << 20]);
                    }
                }
                default -> {}
            }
            return "row " + number;
        }

        private void outOfMemory() {
            throw new OutOfMemoryError("Java heap space");
        }

        private LongCounter counter(String name) {
            LongCounter counter = new LongCounter();
            getRuntimeContext().addAccumulator(name, counter);
            return counter;
        }
    }
}
