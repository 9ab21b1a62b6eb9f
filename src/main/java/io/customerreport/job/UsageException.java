package io.customerreport.job;

/** An option cannot be used; the message is one sentence that names the option and the value. */
public final class UsageException extends Exception {

    public UsageException(String sentence) {
        super(sentence);
    }
}
