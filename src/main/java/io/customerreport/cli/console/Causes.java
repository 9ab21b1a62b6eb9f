package io.customerreport.cli.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.SerializedThrowable;

/**
 * A failure with all that caused it. A cluster sends no more than the names of their classes, so
 * failures are told apart by name.
 */
public final class Causes {

    private Causes() {}

    /** The failure, then its cause, and so on, each once. */
    static List<Throwable> of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> inOrder = new ArrayList<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); ) {
            inOrder.add(cause);
            cause = cause.getCause();
        }
        return inOrder;
    }

    /** Whether one of them is of exactly this class. */
    public static boolean include(Throwable failure, Class<? extends Throwable> type) {
        return of(failure).stream().anyMatch(cause -> is(cause, type));
    }

    /** Whether it is of exactly this class, or stands for one that is. */
    static boolean is(Throwable failure, Class<? extends Throwable> type) {
        return name(failure).equals(type.getName());
    }

    /** The name of its class, or of that which it stands for. */
    static String name(Throwable failure) {
        return failure instanceof SerializedThrowable serialized
                ? serialized.getOriginalErrorClassName()
                : failure.getClass().getName();
    }

    /** The message on one line, without the class's name and its full stop; empty for none. */
    static String message(Throwable failure) {
        String name = name(failure);
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String prefix = name + ": ";
        String text = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        // Without its full stop, as another sentence or the place of the log may follow.
        return text.equals(name)
                ? ""
                : text.replaceAll("\\s*\\R\\s*", " ").strip().replaceFirst("\\.$", "");
    }
}
