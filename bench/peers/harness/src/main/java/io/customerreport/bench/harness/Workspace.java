package io.customerreport.bench.harness;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The places that the benchmark uses, and the memory.
 *
 * @param root of the project
 * @param folder for logs, answers and what the peers need; may be deleted at any time
 * @param megabytes that programs are held to which can be, if any
 */
record Workspace(Path root, Path folder, OptionalInt megabytes) {

    Workspace {
        root = root.toAbsolutePath().normalize();
        folder = folder.toAbsolutePath().normalize();
    }

    Path answer(String contender) {
        return folder.resolve("answers").resolve(contender);
    }

    Path peer(String module) {
        return root.resolve("bench").resolve("peers").resolve(module);
    }

    /** The class path of a peer that Maven has built. */
    String classPath(String module) {
        Path target = peer(module).resolve("target");
        return target.resolve(module + ".jar") + ":" + target.resolve("lib") + "/*";
    }

    /** The Java that this runs on, so that all programs have the same. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
