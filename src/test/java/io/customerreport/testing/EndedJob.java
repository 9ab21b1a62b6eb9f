package io.customerreport.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/**
 * Waits for the end of jobs, after which nothing of them runs or writes: before it, a test must not
 * remove the folders that they use.
 */
public final class EndedJob {

    /** Far longer than a job takes to end, also where much else runs. */
    private static final int PATIENCE_SECONDS = 120;

    private EndedJob() {}

    /**
     * Cancels a job, unless it has ended. {@link JobClient#cancel} alone returns as soon as the
     * cluster has taken the request.
     */
    public static void cancel(JobClient job) throws Exception {
        CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
        if (!end.isDone()) {
            // Refused when the job ends by itself meanwhile, which is as good.
            job.cancel().handle((taken, refusal) -> null).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        end.handle((result, failure) -> null).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
