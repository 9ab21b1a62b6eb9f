package io.customerreport.cli;

import io.customerreport.job.JobCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Looks at what a running job has counted, about every second, by one thread. */
interface Check extends AutoCloseable {

    /** Why the job has to end, if that is so. */
    @Nullable IOException look(JobCounts counts);

    /** The job has ended, or nobody looks any more. */
    @Override
    default void close() {}
}
