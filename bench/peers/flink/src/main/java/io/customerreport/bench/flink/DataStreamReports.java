package io.customerreport.bench.flink;

import io.customerreport.bench.peer.PeerArguments;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The reports as most Flink jobs would make them: lines of text, Jackson, and every event keyed by
 * its customer.
 */
public final class DataStreamReports {

    private DataStreamReports() {}

    public static void main(String... args) throws Exception {
        PeerArguments arguments = PeerArguments.parse(args);
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
        FileSource<String> log =
                FileSource.forRecordStreamFormat(
                                new TextLineInputFormat(), new Path(arguments.log().toUri()))
                        .build();
        FileSink<String> answer =
                FileSink.forRowFormat(
                                new Path(arguments.answer().toUri()),
                                new SimpleStringEncoder<String>())
                        .build();

        flink.fromSource(log, WatermarkStrategy.noWatermarks(), "log")
                .flatMap(new ParsePayment(arguments.rates(), arguments.now()))
                .returns(Payment.class)
                .keyBy(payment -> payment.customerId)
                .process(new ReportPerCustomer())
                .sinkTo(answer);
        flink.execute("reports");
    }
}
