package example;

import io.customerreport.CustomerReport;
import io.customerreport.CustomerReports;
import io.customerreport.job.CustomerReportPipeline;
import io.customerreport.job.Summation;
import io.customerreport.parse.EventRules;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Finds the customers who spend at least so much, in memory or as a job of Flink. */
public final class BestCustomers {

    private static final Map<String, Double> RATES = Map.of("EUR", 1.09);

    private final double leastSpend;

    public BestCustomers(double leastSpend) {
        this.leastSpend = leastSpend;
    }

    /** In one thread, without Flink: for logs that fit into memory. */
    public List<String> of(Iterable<String> lines) {
        return CustomerReports.compute(lines, RATES, null, null).values().stream()
                .filter(report -> report.totalSpendUsd() >= leastSpend)
                .map(CustomerReport::customerId)
                .toList();
    }

    /** The stream of their reports, over files of any size. */
    public DataStream<CustomerReport> stream(StreamExecutionEnvironment env, String input) {
        double least = leastSpend;
        EventRules rules = new EventRules(RATES, null, Clock.systemUTC().instant().getEpochSecond());
        return CustomerReportPipeline.reports(env, List.of(input), rules, Summation.EXACT)
                .filter(report -> report.totalSpendUsd() >= least);
    }

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        new BestCustomers(1000).stream(env, args[0]).print();
        env.execute("best customers");
    }
}
