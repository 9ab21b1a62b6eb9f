package io.customerreport.bench.harness;

import java.io.IOException;

/** A program that may be chosen for the comparison. */
interface Peer {

    /**
     * Makes it ready, outside of what is measured.
     *
     * @throws FailedRunException with the reason why it cannot take part here
     */
    Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException;
}
