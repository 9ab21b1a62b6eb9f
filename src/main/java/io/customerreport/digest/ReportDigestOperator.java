package io.customerreport.digest;

import io.customerreport.aggregate.KeyedAggregate;

/** Digests reports on their way to the sink. */
public final class ReportDigestOperator extends DigestOperator<KeyedAggregate> {

    private static final long serialVersionUID = 1;

    @Override
    void add(KeyedAggregate report, RunDigest target) {
        target.add(report);
    }
}
