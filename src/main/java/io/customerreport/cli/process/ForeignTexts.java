package io.customerreport.cli.process;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only the words of others tell: of the operating system, the JVM and Flink, where they give a
 * failure no type of its own. All words by which the program tells failures apart are here.
 */
public final class ForeignTexts {

    private static final Pattern UNREADABLE_SETTING =
            Pattern.compile(
                    "Could not parse value '(?<value>.*)' for key '(?<key>[^']*)'.*",
                    Pattern.DOTALL);

    private ForeignTexts() {}

    /** The operating system's words for ENOSPC. */
    public static boolean sayDiskIsFull(String message) {
        return message.contains("No space left on device");
    }

    /** The operating system's words for EMFILE. */
    public static boolean sayTooManyFilesAreOpen(String message) {
        return message.contains("Too many open files");
    }

    /** The JVM's words, in an {@link OutOfMemoryError} that is about threads, not memory. */
    public static boolean sayNoThreadStarts(String message) {
        return message.contains("native thread");
    }

    /** Flink's words when the graph of the job is not that of the checkpoint; advice follows. */
    public static boolean sayStateHasNoOperator(String message) {
        return message.contains("Cannot map checkpoint/savepoint state");
    }

    /** Flink's words when the folder for temporary files cannot be used. */
    public static boolean sayNoWorkingDirectory(String message) {
        return message.startsWith("Could not create the working directory");
    }

    /** Whether Flink's words about a failed start name one of these settings, as they need not. */
    public static boolean nameOneOf(Set<String> keys, String message) {
        return keys.stream().anyMatch(message::contains);
    }

    /** Matches Flink's words about a setting, with groups {@code value} and {@code key}. */
    public static Matcher unreadableSetting(String message) {
        return UNREADABLE_SETTING.matcher(message);
    }
}
