package io.customerreport.cli.console;

import io.customerreport.cli.process.ForeignTexts;
import io.customerreport.cli.process.ThreadRoom;
import io.customerreport.source.read.input.DamagedFileException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;

/**
 * Says in one line why something failed: what the exceptions beneath Flink's own say, from the
 * outermost, which names the file, to the root cause.
 */
public final class FailureMessage {

    /** Exceptions that say only that something else failed. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    RuntimeException.class.getName(),
                    ExecutionException.class.getName(),
                    CompletionException.class.getName(),
                    InvocationTargetException.class.getName(),
                    java.io.UncheckedIOException.class.getName());

    /** Exceptions of others whose message is a sentence, and says more than their name. */
    private static final Set<String> SPEAKING =
            Set.of(
                    java.io.IOException.class.getName(),
                    java.io.FileNotFoundException.class.getName(),
                    UnsatisfiedLinkError.class.getName(),
                    RuntimeException.class.getName(),
                    IllegalStateException.class.getName(),
                    IllegalArgumentException.class.getName());

    /** Those below have messages that are sentences. */
    private static final List<String> SPEAKING_PACKAGES =
            List.of("io.customerreport.", "org.apache.flink.");

    private static final String OTHER_OPTIONS =
            "the checkpoint is of a run with other options, such as --rejects or --format:"
                    + " continue with the same";

    /** Flink offers a savepoint then, which goes with the other temporary files. */
    private static final String NOT_ENDED =
            "the job failed while it was being ended, so what was left is not reported";

    private static final String NO_SLOTS =
            "the job did not get the slots that it wants; with a smaller --parallelism it takes fewer";

    /** Set where another thing than the default decides how large the heap is. */
    public static final String LARGER_HEAP_PROPERTY = "customer-report.larger-heap";

    private static final String LARGER_HEAP =
            System.getProperty(LARGER_HEAP_PROPERTY, "CUSTOMER_REPORT_JAVA_OPTS=-Xmx4g");

    /** The variable of the launcher does not reach the processes of a cluster. */
    private static final String LARGER_HEAP_ON_CLUSTER =
            "taskmanager.memory.process.size in the cluster's configuration";

    private FailureMessage() {}

    public static String of(Throwable failure) {
        return of(failure, LARGER_HEAP);
    }

    /** The message, with advice for a job on a cluster. */
    public static String onCluster(Throwable failure) {
        return of(failure, LARGER_HEAP_ON_CLUSTER);
    }

    private static String of(Throwable failure, String largerHeap) {
        List<Throwable> chain = Causes.of(failure);
        for (Throwable cause : chain) {
            if (Causes.is(cause, OutOfMemoryError.class)) {
                return outOfMemory(Causes.message(cause), largerHeap);
            }
            if (Causes.is(cause, InaccessibleObjectException.class)) {
                // Flink had no right to add its advice to the error's message.
                return outOfMemory("outside the heap", largerHeap);
            }
            if (ForeignTexts.sayStateHasNoOperator(Causes.message(cause))) {
                return OTHER_OPTIONS;
            }
            if (Causes.is(cause, NoResourceAvailableException.class)) {
                return NO_SLOTS;
            }
        }
        List<String> sentences = new ArrayList<>();
        for (Throwable cause : chain) {
            if (Causes.is(cause, StopWithSavepointStoppingException.class)) {
                append(sentences, NOT_ENDED);
            } else if (!isWrapper(cause)) {
                append(sentences, cause);
            }
        }
        String message = String.join(": ", sentences);
        if (ForeignTexts.sayTooManyFilesAreOpen(message)) {
            return message + "; raise the limit (ulimit -n), or lower --parallelism";
        }
        return Causes.include(failure, DamagedFileException.class)
                ? message + "; --on-corrupt skip takes its lines up to there"
                : message;
    }

    private static boolean isWrapper(Throwable failure) {
        Throwable cause = failure.getCause();
        String name = Causes.name(failure);
        return cause != null
                && (WRAPPERS.contains(name)
                        || name.startsWith("org.apache.flink.")
                        || cause.toString().equals(failure.getMessage()));
    }

    private static void append(List<String> sentences, Throwable failure) {
        // Many exceptions repeat what their cause says, without the name that it gets here.
        String message = Causes.message(failure);
        boolean named = !(failure instanceof FileSystemException) && !message.isEmpty();
        if (!named || sentences.stream().noneMatch(said -> said.contains(message))) {
            append(sentences, sentence(failure));
        }
    }

    private static void append(List<String> sentences, String sentence) {
        if (sentences.stream().anyMatch(said -> said.contains(sentence))) {
            return;
        }
        // And some begin with the one around them, or with the file that it ends with.
        int last = sentences.size() - 1;
        if (last >= 0 && sentence.startsWith(sentences.get(last))) {
            sentences.remove(last);
        }
        int colon = sentence.indexOf(": ");
        boolean named =
                colon > 0
                        && !sentences.isEmpty()
                        && sentences
                                .get(sentences.size() - 1)
                                .endsWith(" " + sentence.substring(0, colon));
        sentences.add(named ? sentence.substring(colon + 2) : sentence);
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof FileSystemException file) {
            return sentence(file);
        }
        String name = Causes.name(failure);
        String message = Causes.message(failure);
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        if (message.isEmpty()) {
            return simpleName;
        }
        return SPEAKING.contains(name) || SPEAKING_PACKAGES.stream().anyMatch(name::startsWith)
                ? message
                : simpleName + ": " + message;
    }

    private static String sentence(FileSystemException e) {
        String file = e.getFile() == null ? "" : e.getFile() + ": ";
        if (e instanceof NoSuchFileException) {
            return file + "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return file + "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return file + "exists already";
        }
        if (e instanceof NotDirectoryException) {
            return file + "not a folder";
        }
        return file + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
    }

    private static String outOfMemory(String what, String largerHeap) {
        // Flink appends advice on cluster settings that do not apply to one process.
        int advice = what.indexOf(". ");
        String kind = advice < 0 ? what : what.substring(0, advice);
        if (ForeignTexts.sayNoThreadStarts(kind)) {
            return ThreadRoom.NONE_LEFT;
        }
        return "out of memory (" + kind + "); a larger heap may help: " + largerHeap;
    }
}
