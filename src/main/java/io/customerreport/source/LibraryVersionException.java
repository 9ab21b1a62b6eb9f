package io.customerreport.source;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A process of the cluster has other classes than the client; Flink fails the job at once. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class LibraryVersionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    LibraryVersionException(LibraryVersion client, LibraryVersion cluster) {
        super(
                "the job was submitted by customer-report "
                        + client.number()
                        + ", and the cluster's lib/ has "
                        + cluster.number()
                        + ": put the same customer-report.jar there, and start the cluster again");
    }
}
