package io.customerreport.cli.console;

import java.io.PrintStream;

/** Where the command talks to its user: results on one stream, errors on the other. */
public record Console(PrintStream out, PrintStream err) {

    private static final String NAME = "customer-report: ";

    public static Console standard() {
        return new Console(System.out, System.err);
    }

    /** Prints a result; if nobody takes it, the user learns that there was something. */
    public void print(Object text) {
        out.print(text);
        if (out.checkError()) {
            note("what this prints is lost, as standard output cannot be written to");
        }
    }

    public void error(String sentence) {
        err.println(printable(NAME + "error: " + sentence));
    }

    public void note(String sentence) {
        err.println(printable(NAME + sentence));
    }

    /** A name of a file may hold what a terminal takes for commands. */
    public static String printable(String line) {
        return line.replaceAll("\\p{Cc}", "?");
    }
}
