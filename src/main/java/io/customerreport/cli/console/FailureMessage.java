package io.customerreport.cli.console;

import io.customerreport.cli.process.ThreadRoom;
import io.customerreport.source.read.DamagedFileException;
import io.customerreport.source.read.DecompressionLimitException;
import io.customerreport.source.read.UnreadableFileException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.SerializedThrowable;

/**
 * Says in one line why something failed: what the exceptions beneath Flink's own say, from the
 * outermost, which names the file, to the root cause.
 */
public final class FailureMessage {

    private static final String DAMAGED_FILE = DamagedFileException.class.getName();

    /** Exceptions that say only that something else failed. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    RuntimeException.class.getName(),
                    ExecutionException.class.getName(),
                    CompletionException.class.getName(),
                    InvocationTargetException.class.getName(),
                    java.io.UncheckedIOException.class.getName());

    /** Exceptions whose message is a sentence, and says more than their name. */
    private static final Set<String> SPEAKING =
            Set.of(
                    java.io.IOException.class.getName(),
                    java.io.FileNotFoundException.class.getName(),
                    DAMAGED_FILE,
                    DecompressionLimitException.class.getName(),
                    UnreadableFileException.class.getName(),
                    UnsatisfiedLinkError.class.getName(),
                    RuntimeException.class.getName(),
                    IllegalStateException.class.getName(),
                    IllegalArgumentException.class.getName());

    /** How Flink says that the graph of the job is another one; it goes on with advice. */
    private static final String UNMAPPED_STATE = "Cannot map checkpoint/savepoint state";

    private static final String OTHER_OPTIONS =
            "the checkpoint is of a run with other options, such as --rejects or --format:"
                    + " go on with the same";

    /** Flink offers a savepoint then, which goes with the other temporary files. */
    private static final String STOP_FAILED = ".StopWithSavepointStoppingException";

    private static final String NOT_ENDED =
            "the job failed while it was being ended, so what was left is not reported";

    private static final String TOO_MANY_FILES = "Too many open files";

    private static final String NO_SLOTS =
            "the job did not get the slots that it wants; with a smaller --parallelism it takes fewer";

    private FailureMessage() {}

    public static String of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable cause : chain) {
            if (name(cause).equals(OutOfMemoryError.class.getName())) {
                return outOfMemory(cause);
            }
            if (name(cause).equals(InaccessibleObjectException.class.getName())) {
                // Flink had no right to add its advice to the error's message.
                return outOfMemory("outside the heap");
            }
            if (message(cause, name(cause)).contains(UNMAPPED_STATE)) {
                return OTHER_OPTIONS;
            }
            if (name(cause).endsWith(".NoResourceAvailableException")) {
                return NO_SLOTS;
            }
        }
        List<String> sentences = new ArrayList<>();
        for (Throwable cause : chain) {
            if (name(cause).endsWith(STOP_FAILED)) {
                append(sentences, NOT_ENDED);
            } else if (!isWrapper(cause)) {
                append(sentences, cause);
            }
        }
        String message = String.join(": ", sentences);
        if (message.contains(TOO_MANY_FILES)) {
            return message + "; raise the limit (ulimit -n), or lower --parallelism";
        }
        return chain.stream().anyMatch(cause -> name(cause).equals(DAMAGED_FILE))
                ? message + "; --on-corrupt skip takes its lines up to there"
                : message;
    }

    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> inOrder = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.add(cause); ) {
            inOrder.add(cause);
            cause = cause.getCause();
        }
        return inOrder;
    }

    private static boolean isWrapper(Throwable failure) {
        Throwable cause = failure.getCause();
        String name = name(failure);
        return cause != null
                && (WRAPPERS.contains(name)
                        || name.startsWith("org.apache.flink.")
                        || cause.toString().equals(failure.getMessage()));
    }

    private static void append(List<String> sentences, Throwable failure) {
        // Many exceptions repeat what their cause says, without the name that it gets here.
        String message = failure.getMessage() == null ? "" : message(failure, name(failure));
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
        String name = name(failure);
        String message = message(failure, name);
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        if (message.isEmpty()) {
            return simpleName;
        }
        return SPEAKING.contains(name) || name.startsWith("org.apache.flink.")
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

    private static String outOfMemory(Throwable failure) {
        return outOfMemory(message(failure, OutOfMemoryError.class.getName()));
    }

    private static String outOfMemory(String what) {
        // Flink appends advice on cluster settings that do not apply to one process.
        int advice = what.indexOf(". ");
        String kind = advice < 0 ? what : what.substring(0, advice);
        if (ThreadRoom.isMissing(kind)) {
            return ThreadRoom.NONE_LEFT;
        }
        return "out of memory ("
                + kind
                + "); a larger heap may help: CUSTOMER_REPORT_JAVA_OPTS=-Xmx4g";
    }

    public static String name(Throwable failure) {
        return failure instanceof SerializedThrowable serialized
                ? serialized.getOriginalErrorClassName()
                : failure.getClass().getName();
    }

    private static String message(Throwable failure, String name) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String prefix = name + ": ";
        String text = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        // Without its full stop, as another sentence or the place of the log may follow.
        return text.equals(name)
                ? ""
                : text.replaceAll("\\s*\\R\\s*", " ").strip().replaceFirst("\\.$", "");
    }
}
