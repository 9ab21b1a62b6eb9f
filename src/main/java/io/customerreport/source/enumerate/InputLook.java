package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.Unread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at all that is there: which files are new, have grown, or are others under an old name,
 * and what is to be said of them.
 */
final class InputLook {

    /** The most looks at what new files hold in one scan, where they are not on this machine. */
    private static final int LOOKS_ELSEWHERE = 8;

    private final SeenFiles.State before;
    private final ScanClock clock;
    private final Sampler sampler;
    private final InputNames names;
    private final Set<String> idsThere = new HashSet<>();
    private final Map<String, SeenFile> next = new LinkedHashMap<>();

    /** The ids of files that are remembered as something else now. */
    private final Set<String> replaced = new HashSet<>();

    private final List<Unread> ready = new ArrayList<>();
    private final List<InputNotice> notices = new ArrayList<>();
    private int changed;
    private int looksElsewhere = LOOKS_ELSEWHERE;

    /** Null until it is asked for. */
    private @Nullable Map<String, SeenFile> byName;

    /**
     * @param before what is remembered
     * @param names how the user spells the names of files
     */
    InputLook(SeenFiles.State before, ScanClock clock, Sampler sampler, InputNames names) {
        this.before = before;
        this.clock = clock;
        this.sampler = sampler;
        this.names = names;
    }

    SeenFiles.Found at(InputListing listing) {
        for (FileNode file : listing.files()) {
            idsThere.add(SeenFile.id(file));
        }
        for (FileNode file : listing.files()) {
            SeenFile known = known(file);
            if (known == null) {
                lookAtNew(file);
            } else if (known.isLike(file)) {
                remember(known.at(file), known);
            } else {
                lookAtChanged(file, known);
            }
        }
        rememberThoseThatAreGone();
        Set<InputNotice> told = tell(listing.notices());
        return new SeenFiles.Found(
                ready,
                changed,
                notices,
                clock.waiting(),
                new SeenFiles.State(next, told, EnumeratorState.NO_HORIZON));
    }

    /** What was read before and has this file's inode, or else its name. */
    private @Nullable SeenFile known(FileNode file) {
        SeenFile same = before.files().get(SeenFile.id(file));
        if (same != null) {
            return same;
        }
        SeenFile named = byName().get(file.name());
        boolean renamed = named != null && idsThere.contains(named.id());
        return renamed ? null : named;
    }

    /** Most looks find nothing new, and can do without. */
    private Map<String, SeenFile> byName() {
        if (byName == null) {
            byName = new HashMap<>();
            for (SeenFile file : before.files().values()) {
                byName.merge(file.name(), file, SeenFile::seenLater);
            }
        }
        return byName;
    }

    private void remember(SeenFile file) {
        next.put(file.id(), file);
    }

    /**
     * @param known as which the file was remembered; if that is another inode, which may come back
     *     under another name, it is remembered too
     */
    private void remember(SeenFile file, SeenFile known) {
        remember(file);
        if (!known.isInode()) {
            replaced.add(known.id());
        }
    }

    private void lookAtNew(FileNode file) {
        if (file.modified() < before.horizon()) {
            remember(SeenFile.of(sampler.sampled(file)));
            return;
        }
        FileNode sampled = clock.ready(file);
        if (sampled != null) {
            noticeContent(file);
            ready.add(Unread.all(sampled));
            remember(SeenFile.of(sampled));
        }
    }

    /** Elsewhere each look is a request, which many new files would make a long scan of. */
    private void noticeContent(FileNode file) {
        if (file.isLocal() || looksElsewhere-- > 0) {
            sampler.misnamed(file).ifPresent(what -> notice(InputNotice.Kind.MISNAMED, file, what));
        }
    }

    private void lookAtChanged(FileNode file, SeenFile known) {
        FileNode sampled = clock.ready(file);
        if (sampled == null) {
            if (isRenamed(file, known)) {
                clock.awaitRenamed(file);
            }
            remember(known.named(file));
        } else if (!canCompare(file, known)) {
            lookAtIncomparable(sampled, known);
        } else if (!beginsAs(file, known)) {
            deliver(sampled, known);
        } else if (file.bytes() > known.bytes()) {
            lookAtGrown(sampled, known);
        } else {
            lookAtSame(sampled, known);
        }
    }

    private boolean isRenamed(FileNode file, SeenFile known) {
        return !known.name().equals(file.name()) || clock.wasRenamed(file);
    }

    private boolean canCompare(FileNode file, SeenFile known) {
        return file.isLocal() && known.file().sample() != null;
    }

    private boolean beginsAs(FileNode file, SeenFile known) {
        try {
            return file.bytes() >= known.bytes()
                    && sampler.isOf(known.file().sample(), file.path(), known.bytes());
        } catch (IOException e) {
            // It is cut down or gone by now, as the next scan will find.
            return false;
        }
    }

    private void lookAtGrown(FileNode file, SeenFile known) {
        if (!known.file().sample().wholeLines()
                && !file.isCompressed()
                && !isLineEnd(file, known)) {
            notice(
                    InputNotice.Kind.CHANGE_NOT_READ,
                    file,
                    "continues a line that was read up to byte %d, so the rest of that line is left out"
                            .formatted(known.bytes()));
        }
        handOut(new Unread(file, known.bytes()), known);
    }

    private boolean isLineEnd(FileNode file, SeenFile known) {
        try {
            return sampler.isLineEnd(file.path(), known.bytes());
        } catch (IOException e) {
            // Whoever reads it will say what is wrong with it.
            return false;
        }
    }

    /** Takes a file that is as long as before, and the same as far as it is compared. */
    private void lookAtSame(FileNode file, SeenFile known) {
        boolean again = !known.id().equals(SeenFile.id(file));
        boolean compared = known.file().sample().whole();
        if (again || !compared && !known.isLikeButForItsInode(file)) {
            notice(
                    InputNotice.Kind.CHANGE_NOT_READ,
                    file,
                    (again ? "was delivered again " : "was touched or rewritten ")
                            + (compared
                                    ? "with the same content, which is not read again"
                                    : "with the same length and the same bytes in the few places that are compared of a file of that length, and is not read again"));
        }
        remember(SeenFile.of(file), known);
    }

    private void handOut(Unread unread, SeenFile known) {
        changed++;
        ready.add(unread);
        remember(SeenFile.of(unread.file()), known);
    }

    /** Takes a file whose earlier content cannot be compared. */
    private void lookAtIncomparable(FileNode file, SeenFile known) {
        boolean grown = file.bytes() > known.bytes();
        boolean version = !file.isLocal() && file.key() != null && known.file().key() != null;
        if (grown && !version || file.isLocal()) {
            notice(
                    InputNotice.Kind.CHANGE_NOT_READ,
                    file,
                    "changed after it was read up to byte %d, and what changed is not read"
                            .formatted(known.bytes()));
            remember(SeenFile.of(file), known);
        } else {
            deliver(file, known);
        }
    }

    private void deliver(FileNode file, SeenFile known) {
        noticeContent(file);
        if (!isRenamed(file, known)) {
            notice(
                    InputNotice.Kind.DELIVERED_AGAIN,
                    file,
                    "was replaced or rewritten after it was read, and is read as a new file");
        }
        handOut(Unread.all(file), known);
    }

    private void rememberThoseThatAreGone() {
        for (SeenFile file : before.files().values()) {
            boolean there = next.containsKey(file.id()) || replaced.contains(file.id());
            if (!there && clock.remembers(file)) {
                remember(clock.gone(file));
            }
        }
    }

    private void notice(InputNotice.Kind kind, FileNode file, String what) {
        notices.add(new InputNotice(kind, names.spell(file.toPath()), what));
    }

    /** Hands on what the listing says, once. */
    private Set<InputNotice> tell(List<InputNotice> ofListing) {
        Set<InputNotice> told = new LinkedHashSet<>();
        for (InputNotice notice : ofListing) {
            if (before.told().contains(notice)) {
                told.add(notice);
            } else if (clock.isReady(notice)) {
                notices.add(notice);
                told.add(notice);
            }
        }
        return told;
    }
}
