package io.customerreport.source.files;

import org.jspecify.annotations.Nullable;

/** An input that cannot be read, in one sentence for the user that names it as it was typed. */
public final class InputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String why;

    /** As below, where nothing else failed before. */
    public InputException(String subject, String why) {
        this(subject, why, null);
    }

    /**
     * @param subject what is named: an input or a folder
     * @param why its name and what is wrong, such as {@code 'logs' does not exist}
     */
    public InputException(String subject, String why, @Nullable Throwable cause) {
        super("The " + subject + " " + why + ".", cause);
        this.why = why;
    }

    /** The sentence from the name of the input on, without its full stop. */
    public String why() {
        return why;
    }
}
