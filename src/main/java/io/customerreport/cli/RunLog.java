package io.customerreport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/**
 * The log of one embedded run: a file in the temporary folder that is kept only when the run fails.
 *
 * <p>On a cluster the log is the cluster's; this class and its configuration are not used there.
 */
final class RunLog {

    private static final String CONFIGURATION_PROPERTY = "log4j2.configurationFile";
    private static final String STATUS_PROPERTY = "log4j2.statusLoggerLevel";
    private static final String FILE_PROPERTY = "customer-report.log";
    private static final String LEVEL_PROPERTY = "customer-report.log.level";

    private final Path file;

    private RunLog(Path file) {
        this.file = file;
    }

    /** Must come before the first logger; a logging configuration of the user's own stays. */
    static RunLog open() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        String process = ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
        Path file = folder.resolve("customer-report-" + process + ".log");
        System.setProperty(FILE_PROPERTY, file.toString());
        if (System.getProperty(CONFIGURATION_PROPERTY) == null) {
            System.setProperty(
                    CONFIGURATION_PROPERTY, "classpath:customer-report-log4j2.properties");
            // A log that cannot be written is left out: the terminal is the user's.
            System.setProperty(STATUS_PROPERTY, "OFF");
        }
        return new RunLog(file);
    }

    /**
     * Has the logging library set itself up, a tenth of a second's work, in a thread of its own:
     * while options are read nobody needs it. Not by slf4j, which warns on the terminal when
     * another thread asks for a logger meanwhile; log4j has it wait.
     */
    void start() {
        Thread thread = new Thread(() -> LogManager.getLogger(RunLog.class), "run-log-start");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // It is set up by whoever logs first, then.
        }
    }

    void failed(Throwable failure) {
        LoggerFactory.getLogger(RunLog.class).error("The run failed", failure);
    }

    /** Where to read more, empty when nothing was logged to the file, as on a full disk. */
    String hint() {
        try {
            if (Files.size(file) > 0) {
                return " (log: " + file + ")";
            }
            Files.delete(file);
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends logging, so that nothing brings the file back while the process ends. */
    void discard() {
        // A class that is loaded later would start logging again, into the same file.
        System.setProperty(LEVEL_PROPERTY, "off");
        LogManager.shutdown();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Nothing depends on it.
        }
    }
}
