package io.customerreport.testing.process;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ends what a test started and left running, as one that fails half way does, before the test's
 * folder is removed.
 */
public final class StartedProcesses implements AfterEachCallback {

    private final List<ChildProcess> processes = new ArrayList<>();

    public ChildProcess add(ChildProcess process) {
        processes.add(process);
        return process;
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        for (ChildProcess process : processes) {
            process.kill();
        }
    }
}
