package io.customerreport.bench.harness;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How one program has done so far. */
final class Standing {

    private final Contender contender;
    private final PaymentLog log;
    private final List<Measurement> runs = new ArrayList<>();
    private final Set<String> answers = new LinkedHashSet<>();
    private String failure;

    Standing(Contender contender, PaymentLog log) {
        this.contender = contender;
        this.log = log;
    }

    Contender contender() {
        return contender;
    }

    PaymentLog log() {
        return log;
    }

    void add(Measurement run, String answer) {
        runs.add(run);
        answers.add(answer);
    }

    /** No further runs are worth while. */
    void fail(String reason) {
        failure = reason;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Not to be asked of a program that has failed. */
    Measurements measurements() {
        return new Measurements(runs);
    }

    /** Why there is no answer, or all that was found about the answers, each finding once. */
    String answer() {
        return hasFailed() ? "**failed**: " + failure : String.join("; ", answers);
    }
}
