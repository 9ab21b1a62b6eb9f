package io.customerreport.source.files;

/** An input that cannot be read, in one sentence for the user that names it as it was typed. */
public final class InputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
