package io.customerreport.cli;

/** The command over {@link StandInJob}, as a process of its own. */
final class StandInMain {

    private StandInMain() {}

    public static void main(String[] args) {
        EmbeddedMain.runAndExit(args, StandInJob::prepare);
    }
}
