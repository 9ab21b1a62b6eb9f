package io.customerreport.source.read;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.input.RefusedFileException;
import io.customerreport.source.split.FileRange;
import org.jspecify.annotations.Nullable;

/** What a reader does about files that are no longer as they were listed: fail, or give up. */
public final class UnfinishedFiles {

    private final WatchRules.Unfinished rule;
    private final InputNames names;

    public UnfinishedFiles(WatchRules.Unfinished rule, InputNames names) {
        this.rule = rule;
        this.names = names;
    }

    /** Whether only the very file that was listed will do, and not one that begins alike. */
    boolean isStrict() {
        return rule == WatchRules.Unfinished.FAIL;
    }

    /**
     * Passes a file over that is not read.
     *
     * @throws RefusedFileException if that is not allowed
     */
    InputNotice skip(FileRange range, RefusedFileException why) throws RefusedFileException {
        if (rule == WatchRules.Unfinished.FAIL) {
            throw why;
        }
        return new InputNotice(
                InputNotice.Kind.SKIPPED,
                names.spell(range.file().toPath()),
                why.refusal().notice());
    }

    /**
     * Gives up what is left of a range.
     *
     * @param change what happened to its file
     * @throws ChangedFileException if that is not allowed
     */
    InputNotice giveUp(FileRange range, ListedVersion.Change change, @Nullable Exception cause)
            throws ChangedFileException {
        String file = names.spell(range.file().toPath());
        if (rule == WatchRules.Unfinished.FAIL) {
            throw new ChangedFileException(
                    "'%s' %s while it was read: input files must not change during a run, except that lines may be appended"
                            .formatted(file, change),
                    cause);
        }
        return new InputNotice(
                InputNotice.Kind.GIVEN_UP,
                file,
                change + " while it was read, and what is left of it is given up");
    }
}
