package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The logs of one table, by what they hold; the one without rejects is there only if some program
 * needs it.
 */
record Logs(Map<Input, PaymentLog> byInput) {

    static Logs generate(PaymentLogs generator, long events, List<Contender> contenders)
            throws IOException, InterruptedException, FailedRunException {
        Map<Input, PaymentLog> logs = new EnumMap<>(Input.class);
        logs.put(Input.LOG_WITH_REJECTS, generator.withRejects(events));
        if (contenders.stream().anyMatch(c -> c.input() == Input.LOG_WITHOUT_REJECTS)) {
            logs.put(Input.LOG_WITHOUT_REJECTS, generator.withoutRejects(events));
        }
        return new Logs(logs);
    }

    PaymentLog of(Contender contender) {
        return byInput.get(contender.input());
    }

    Collection<Input> inputs() {
        return byInput.keySet();
    }
}
