package io.customerreport.bench.harness;

/** A process that gave no answer, with the reason. */
final class FailedRunException extends Exception {

    FailedRunException(String reason) {
        super(reason);
    }
}
