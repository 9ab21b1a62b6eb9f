package io.customerreport.cli;

import io.customerreport.job.OutputOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.client.JobSubmissionException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** Knows whether a job was submitted, and so what a client can say of it when it hears no more. */
final class SubmittedJob implements JobListener {

    private final Consumer<String> onSubmitted;
    private final boolean highlyAvailable;
    private volatile @Nullable JobID id;
    private volatile boolean refused;

    /**
     * @param onSubmitted is told the id of the job once it is submitted
     * @param highlyAvailable whether a JobManager takes up what another one had
     */
    SubmittedJob(Consumer<String> onSubmitted, boolean highlyAvailable) {
        this.onSubmitted = onSubmitted;
        this.highlyAvailable = highlyAvailable;
    }

    @Override
    public void onJobSubmitted(@Nullable JobClient job, @Nullable Throwable failure) {
        if (job == null) {
            refused = true;
        } else {
            id = job.getJobID();
            onSubmitted.accept(id.toHexString());
        }
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}

    /**
     * Whether the job has ended: a client that merely lost sight of it does not know, nor one whose
     * submission was not answered.
     */
    static boolean hasEnded(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, JobExecutionException.class)
                .filter(end -> !(end instanceof JobSubmissionException))
                .isPresent();
    }

    /**
     * Whether there may be a job that writes. There is none if nothing was submitted, nor if nobody
     * listens where the JobManager should be: a job that it had taken before it went is lost with
     * it, unless another one takes it up.
     */
    boolean mayGoOn(Throwable failure) {
        if (hasEnded(failure)) {
            return false;
        }
        boolean nobodyListens =
                ExceptionUtils.findThrowable(failure, ConnectException.class).isPresent();
        return id != null || refused && (highlyAvailable || !nobodyListens);
    }

    /**
     * What is known of a job whose end the client did not hear of.
     *
     * @param staging the table where its rows gather unseen, if there is one
     */
    Exception outOfSight(Exception failure, OutputOptions output, @Nullable String staging) {
        if (id != null) {
            return new IOException(
                    ("lost contact with job %s, which may still be running; flink list shows it while"
                                    + " it runs, and its rows are in %s")
                            .formatted(id, places(output, staging)),
                    failure);
        }
        return refused
                ? new IOException(
                        "the cluster did not confirm that it took the job; flink list shows which jobs run",
                        failure)
                : failure;
    }

    private static String places(OutputOptions output, @Nullable String staging) {
        List<String> places = new ArrayList<>();
        if (output.reports() != null) {
            places.add("'%s', without _SUCCESS".formatted(output.reports().value()));
        }
        if (output.table() != null) {
            places.add("table " + (staging == null ? output.table() : staging));
        }
        return String.join(", and in ", places);
    }
}
