package io.customerreport.cli.output;

import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides whether a run may fill a folder that it has claimed, by what lies there and by who
 * claimed it before; in a refusal it says what to do.
 *
 * @param named the folder as the user named it
 * @param claimant the run that wants the folder
 */
record FolderRules(Given named, Claimant claimant, GoingOn goingOn, Removal removal) {

    /** Why a run cannot go on in a folder. */
    private static final String FINISHED = "holds the result of a finished run";

    /**
     * @param left the run whose claim was found in the folder, which no process holds any more
     * @param isDead whether such a claim tells that the run is gone
     */
    void require(FolderContents contents, Optional<Claimant> left, Predicate<Claimant> isDead)
            throws UsageException {
        if (contents.areFinished()) {
            throw refused(FINISHED);
        }
        if (left.isPresent() && !mayFollow(left.get(), isDead)) {
            throw refused(mayGoOn(left.get(), contents));
        }
        if (goingOn != GoingOn.NO || contents.isEmpty()) {
            return;
        }
        String parts = left.map(contents::partsOf).orElse(null);
        throw refused(
                "is not empty: "
                        + (parts == null
                                ? "it holds " + contents
                                : killed(left.get(), parts, contents.without(left.get()))));
    }

    UsageException refused(String why) {
        return named.refused(why);
    }

    private boolean mayFollow(Claimant left, Predicate<Claimant> isDead) {
        return isDead.test(left)
                || left.isSameJob(claimant)
                // Whoever has its savepoint has stopped it, or saw it fail.
                || left.submitted() && goingOn == GoingOn.FROM_STATE;
    }

    private String killed(Claimant left, String parts, FolderContents others) {
        return "a run that was killed (%s) left %s%s; %sname another folder, or remove them: %s"
                .formatted(
                        left,
                        parts,
                        others.isEmpty() ? "" : " beside " + others,
                        left.continuous()
                                ? "continue from its last checkpoint (execution.state-recovery.path), "
                                : "",
                        removal.of(left, false));
    }

    private String mayGoOn(Claimant left, FolderContents contents) {
        if (left.isOf(claimant.host()) && !left.submitted()) {
            return "is being written by another run (%s)".formatted(left);
        }
        String parts = contents.partsOf(left);
        return "is claimed by a run %s (%s), which may still be running%s; name another folder, or, if that run has ended, remove its claim%s: %s"
                .formatted(
                        left.submitted() ? "on a cluster" : "on another machine",
                        left,
                        left.submitted() ? ", as flink list shows" : "",
                        parts == null ? "" : " and " + parts,
                        removal.of(left, true));
    }

    /** How the user removes what a run left, and nothing else. */
    interface Removal {

        /**
         * A command for a shell.
         *
         * @param withClaim whether a claim is in the way, too, which no other run takes for dead
         */
        String of(Claimant left, boolean withClaim);
    }
}
