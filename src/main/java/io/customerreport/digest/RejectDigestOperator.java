package io.customerreport.digest;

import io.customerreport.parse.Reject;

/** Digests rejected lines, whether or not they are written somewhere. */
public final class RejectDigestOperator extends DigestOperator<Reject> {

    private static final long serialVersionUID = 1;

    @Override
    void add(Reject reject, RunDigest target) {
        target.add(reject);
    }
}
