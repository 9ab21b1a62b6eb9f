package io.customerreport.thin;

import io.customerreport.cli.SubmittedMain;
import io.customerreport.cli.options.Version;
import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * What {@code flink run customer-report-thin.jar} starts: the job, by classes that Flink has in its
 * {@code lib/}. A cluster loads and compiles these once, and the classes of a job's own jar again
 * for each job.
 */
public final class ThinMain {

    private ThinMain() {}

    public static void main(String[] args) throws Exception {
        try {
            requireVersion(Version.number());
        } catch (NoClassDefFoundError e) {
            throw refused(
                    "Flink's lib/ lacks customer-report.jar, which this thin jar needs:"
                            + " put it there on all machines, or submit customer-report.jar itself");
        }
        SubmittedMain.main(args);
    }

    private static void requireVersion(String inLibrary) throws ProgramParametrizationException {
        String here = String.valueOf(ThinMain.class.getPackage().getImplementationVersion());
        if (!here.equals(inLibrary)) {
            throw refused(
                    "this thin jar is of version "
                            + here
                            + ", and customer-report.jar in Flink's lib/ of version "
                            + inLibrary
                            + ": submit the one that belongs to it");
        }
    }

    private static ProgramParametrizationException refused(String why) {
        return new ProgramParametrizationException("customer-report: error: " + why);
    }
}
