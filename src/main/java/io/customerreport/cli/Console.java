package io.customerreport.cli;

import java.io.PrintStream;

/** Where the command talks to its user: results on one stream, errors on the other. */
record Console(PrintStream out, PrintStream err) {

    private static final String NAME = "customer-report: ";

    static Console standard() {
        return new Console(System.out, System.err);
    }

    void print(Object text) {
        out.print(text);
        out.flush();
    }

    void error(String sentence) {
        err.println(printable(NAME + "error: " + sentence));
    }

    void note(String sentence) {
        err.println(printable(NAME + sentence));
    }

    /** A name of a file may hold what a terminal takes for commands. */
    static String printable(String line) {
        return line.replaceAll("\\p{Cc}", "?");
    }
}
