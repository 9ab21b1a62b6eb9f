package io.customerreport.cli.options;

/**
 * The command was used wrongly; the message is one sentence that names the option and the value.
 */
public final class UsageException extends Exception {

    public UsageException(String sentence) {
        super(sentence);
    }
}
