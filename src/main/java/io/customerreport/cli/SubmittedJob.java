package io.customerreport.cli;

import io.customerreport.job.JobOptions;
import java.io.IOException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.client.JobSubmissionException;
import org.apache.flink.util.ExceptionUtils;

/** Knows whether a job was submitted, and so what a client can say of it when it hears no more. */
final class SubmittedJob implements JobListener {

    private volatile JobID id;
    private volatile boolean refused;

    @Override
    public void onJobSubmitted(JobClient job, Throwable failure) {
        if (job == null) {
            refused = true;
        } else {
            id = job.getJobID();
        }
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable failure) {}

    /**
     * Whether the job has ended: a client that merely lost sight of it does not know, nor one whose
     * submission was not answered.
     */
    static boolean hasEnded(Exception failure) {
        return ExceptionUtils.findThrowable(failure, JobExecutionException.class)
                .filter(end -> !(end instanceof JobSubmissionException))
                .isPresent();
    }

    /** What is known of a job whose end the client did not hear of. */
    Exception outOfSight(Exception failure, JobOptions options) {
        if (id != null) {
            return new IOException(
                    ("lost sight of job %s, which may go on or be gone; flink list shows it while"
                                    + " it runs, and its rows are in '%s', without _SUCCESS")
                            .formatted(id, options.output()),
                    failure);
        }
        return refused
                ? new IOException(
                        "the cluster did not say that it took the job; flink list shows what runs",
                        failure)
                : failure;
    }
}
