package io.customerreport.cli.diagnosis;

/**
 * One thing that is wrong with a log, and what helps.
 *
 * @param what a sentence without its full stop
 * @param remedy an option, or a command to paste; empty if only the user knows
 */
record Finding(String what, String remedy) {

    @Override
    public String toString() {
        return remedy.isEmpty() ? what : what + ": " + remedy;
    }
}
