package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process and its descendants, as Linux's {@code /proc} shows them. */
final class ProcessTree {

    private static final Path PROC = Path.of("/proc");
    private static final long BYTES_PER_KIB = 1024;
    private static final int GRACE_SECONDS = 5;

    private final Process root;
    private List<ProcessHandle> known;

    ProcessTree(Process root) {
        this.root = root;
        known = List.of(root.toHandle());
    }

    /** Looks for new descendants. This walks the whole of /proc, so it is not for every sample. */
    void refresh() {
        List<ProcessHandle> members = new ArrayList<>();
        members.add(root.toHandle());
        root.descendants().forEach(members::add);
        known = members;
    }

    /** The sum of what each known member had resident at most; 0 for those that have ended. */
    long peakBytes() {
        return known.stream().mapToLong(ProcessTree::peakBytes).sum();
    }

    /** Ends all members by their ids: asks first, then insists. */
    void end() {
        refresh();
        known.forEach(ProcessHandle::destroy);
        try {
            if (!root.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                root.destroyForcibly();
            }
        } catch (InterruptedException e) {
            root.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        known.forEach(ProcessHandle::destroyForcibly);
    }

    private static long peakBytes(ProcessHandle member) {
        try {
            for (String line :
                    Files.readAllLines(
                            PROC.resolve(Long.toString(member.pid())).resolve("status"))) {
                // Such as "VmHWM:     41236 kB"; a new program in the process starts it anew.
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIB;
                }
            }
        } catch (IOException ended) {
            return 0;
        }
        return 0;
    }
}
