package io.customerreport.container;

import io.customerreport.cli.SubmittedMain;
import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * The job of a JobManager that runs this one alone: as a client submits it, but what a client would
 * print is printed here.
 */
public final class ApplicationJob {

    private ApplicationJob() {}

    public static void main(String[] args) throws Exception {
        try {
            SubmittedMain.main(args);
        } catch (ProgramParametrizationException e) {
            System.err.println(e.getMessage());
            throw e;
        }
    }
}
