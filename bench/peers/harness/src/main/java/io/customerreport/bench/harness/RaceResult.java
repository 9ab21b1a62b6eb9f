package io.customerreport.bench.harness;

import java.util.List;

/**
 * What a table shows.
 *
 * @param log what customer-report read
 * @param customers reports that it made of it
 * @param standings customer-report first
 */
record RaceResult(PaymentLog log, int customers, List<Standing> standings) {

    Standing reference() {
        return standings.get(0);
    }

    boolean hasFailures() {
        return standings.stream().anyMatch(Standing::hasFailed);
    }
}
