package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.CustomerReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BestCustomersTest {

    private static final List<String> LOG =
            List.of(
                    "{\"event_id\":\"1\",\"customer_id\":\"ada\",\"ts\":1700000000,\"amount\":20}",
                    "{\"event_id\":\"2\",\"customer_id\":\"bob\",\"ts\":1700000000,\"amount\":2}",
                    "{\"event_id\":\"3\",\"customer_id\":\"ada\",\"ts\":1700000000,\"amount\":0.5}");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path folder;

    @Test
    void bestCustomersAreFoundInMemory() {
        List<String> best = new BestCustomers(10).of(LOG);

        assertThat(best).containsExactly("ada");
    }

    @Test
    void jobFindsTheSame() throws Exception {
        Path log = Files.write(folder.resolve("payments.ndjson"), LOG);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        List<CustomerReport> best =
                new BestCustomers(10).stream(env, log.toString()).executeAndCollect(10);

        assertThat(best).extracting(CustomerReport::customerId).containsExactly("ada");
        assertThat(best).extracting(CustomerReport::totalSpendUsd).containsExactly(20.5);
    }
}
