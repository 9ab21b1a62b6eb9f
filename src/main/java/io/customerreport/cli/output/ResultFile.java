package io.customerreport.cli.output;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.files.LinkedFile;
import io.customerreport.cli.output.FileClaim.HeldException;
import io.customerreport.job.Given;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.UsageException;
import io.customerreport.report.OutputException;
import io.customerreport.report.PartNames;
import io.customerreport.source.files.AbsolutePath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A local file for what a run leaves beside its folders; it appears whole or not at all.
 *
 * <p>Until then a hidden file beside it, {@code .NAME.tmp}, claims it for the run, and holds what
 * is to come. A link stays, and what it leads to is replaced. What was there before is kept aside
 * until the run {@link #settle settles}. Streams are written as they are, by whoever comes.
 */
final class ResultFile {

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.tmp");

    private final Given named;
    private final LinkedFile target;
    private final Path file;

    /** A file has one as soon as it is claimed, a stream never. */
    private @Nullable FileClaim claim;

    private byte[] text;
    private String run;

    /** What the file was before, if it was there. */
    private @Nullable Path aside;

    private ResultFile(Given named, LinkedFile target) {
        this.named = named;
        this.target = target;
        this.file = target.path();
    }

    /**
     * Finds out which file is meant, and changes nothing.
     *
     * @param job says what it reads, and the file must not replace
     * @param outputs folders that may hold the file although they do not exist yet
     */
    static ResultFile find(Given named, PreparedJob job, List<FolderId> outputs)
            throws UsageException {
        ResultFile result = new ResultFile(named, target(named));
        result.requireFile();
        for (FolderId output : outputs) {
            result.requireNotNeededIn(output);
        }
        result.requireFolder(outputs);
        result.requireNotInput(job);
        return result;
    }

    private static LinkedFile target(Given named) throws UsageException {
        Path typed = local(named.value());
        if (typed == null || typed.getFileName() == null) {
            throw named.refused("is not the path of a local file");
        }
        try {
            return LinkedFile.of(typed);
        } catch (IOException e) {
            throw named.refused("cannot be reached: " + FailureMessage.of(e));
        }
    }

    /** Refuses one file for two results. */
    void requireOtherThan(ResultFile other) throws UsageException {
        if (file.equals(other.file)) {
            throw refused("is the file of " + other.named.option() + ", too");
        }
        if (file.equals(other.temporary()) || temporary().equals(other.file)) {
            throw refused(
                    "cannot be written beside %s, because the temporary file of one has the name of the other: choose another name"
                            .formatted(other.named));
        }
    }

    /** Where a file is prepared; all runs know the name, so that it keeps them apart. */
    private Path temporary() {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /** Takes the file for a run, or refuses it and leaves no trace. */
    void claim(Claimant claimant) throws UsageException {
        run = claimant.run();
        if (target.stream()) {
            return;
        }
        try {
            requireNoClaim();
            FileClaim taken = FileClaim.take(temporary());
            try {
                requireDead(taken, claimant);
            } catch (UsageException e) {
                taken.release();
                throw e;
            }
            claim = taken;
            claim.write(claimant.toText());
        } catch (HeldException e) {
            throw refused(e.getMessage());
        } catch (IOException e) {
            throw refused("lies in a folder that cannot be written to: " + FailureMessage.of(e));
        }
    }

    /** Refuses what {@link #claim} would, as far as that shows without writing. */
    void check(Claimant claimant) throws UsageException {
        if (target.stream()) {
            return;
        }
        Path folder = file.getParent();
        if (Files.exists(folder) && !Files.isWritable(folder)) {
            throw refused("lies in a folder that cannot be written to");
        }
        try {
            requireNoClaim();
            Optional<FileClaim> found = FileClaim.find(temporary());
            if (found.isPresent()) {
                try {
                    requireDead(found.get(), claimant);
                } finally {
                    found.get().release();
                }
            }
        } catch (HeldException e) {
            throw refused(e.getMessage());
        } catch (IOException e) {
            throw refused("lies in a folder that cannot be written to: " + FailureMessage.of(e));
        }
    }

    private void requireNoClaim() throws UsageException, IOException {
        if (isClaimOfAnother()) {
            throw refused(
                    "has the name under which another run prepares its result: choose another name");
        }
    }

    /** Whether the file is no result of earlier, but where another run prepares its own. */
    private boolean isClaimOfAnother() throws IOException {
        return TEMPORARY.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file)
                && Files.size(file) <= Claimant.MOST_BYTES
                && Claimant.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .isPresent();
    }

    private void requireDead(FileClaim found, Claimant claimant) throws UsageException {
        Claimant left = found.left().orElse(null);
        if (found.isNew() || left != null && left.isOf(claimant.host())) {
            return;
        }
        throw refused(
                left == null
                        ? "cannot be prepared in '%s', which another program left: move it away"
                                .formatted(temporary())
                        : "is claimed by a run on another machine (%s), which may still be running; if it has ended, remove '%s'"
                                .formatted(left, temporary()));
    }

    /** Gets ready what is to appear. */
    void prepare(String content) throws IOException {
        text = content.getBytes(StandardCharsets.UTF_8);
        if (target.stream()) {
            return;
        }
        try {
            claim.write(content);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Lets what was prepared appear. */
    void publish(StreamWriter streams) throws IOException {
        try {
            if (target.stream()) {
                streams.write(target, named.toString(), text);
                return;
            }
            if (isClaimOfAnother()) {
                throw new FileAlreadyExistsException(
                        file.toString(), null, "another run prepares its result there");
            }
            if (Files.isRegularFile(file)) {
                keepAside();
            } else if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            claim.moveTo(file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IOException failure(IOException e) {
        return new OutputException(named.toString(), FailureMessage.of(e), e);
    }

    /** Gives the file a second name, so that the first is never without a file. */
    private void keepAside() throws IOException {
        Path second = file.resolveSibling("." + file.getFileName() + "." + run + ".old");
        try {
            Files.createLink(second, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(file, second, StandardCopyOption.COPY_ATTRIBUTES);
        }
        aside = second;
    }

    /** Removes what the run put there, and brings back what was there before. */
    void discard() throws IOException {
        if (claim == null) {
            return;
        }
        if (claim.isAt(file)) {
            if (aside == null) {
                Files.deleteIfExists(file);
            } else {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                aside = null;
            }
        }
        claim.delete();
        settle();
    }

    /** The run stands: what was there before is not needed any more. */
    void settle() throws IOException {
        if (claim != null) {
            claim.release();
        }
        if (aside != null) {
            Files.deleteIfExists(aside);
        }
    }

    private void requireFile() throws UsageException {
        if (Files.isDirectory(file)) {
            throw refused("is a folder, not a file");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw refused("cannot be written to");
        }
    }

    private void requireNotInput(PreparedJob job) throws UsageException {
        try {
            if (job.reads(temporary())) {
                throw refused(
                        "is prepared in '%s', which is also an input: choose another name"
                                .formatted(temporary()));
            }
            if (job.reads(file)) {
                throw refused("is also an input");
            }
        } catch (IOException e) {
            throw refused("cannot be reached: " + FailureMessage.of(e));
        }
    }

    private void requireNotNeededIn(FolderId folder) throws UsageException {
        if (folder.is(file)) {
            throw refused("is also an output folder");
        }
        if (folder.is(temporary())) {
            throw refused(
                    "is prepared in '%s', which is also an output folder: choose another name"
                            .formatted(temporary()));
        }
        String name = file.getFileName().toString();
        if (folder.is(file.getParent())
                && (name.equals(PartNames.SUCCESS_MARKER)
                        || name.equals(LocalOutputFolder.CLAIM))) {
            throw refused("has a name that the run itself needs in that folder");
        }
    }

    private void requireFolder(List<FolderId> outputs) throws UsageException {
        Path folder = file.getParent();
        if (!target.stream()
                && !outputs.contains(FolderId.local(folder))
                && !Files.isDirectory(folder)) {
            throw refused("lies in a folder that does not exist");
        }
    }

    /** The absolute local path, if it is one. */
    private static @Nullable Path local(String path) {
        try {
            Path local =
                    AbsolutePath.schemeOf(path) == null ? Path.of(path) : Path.of(URI.create(path));
            return local.toAbsolutePath().normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }

    private UsageException refused(String why) {
        return named.refused(why);
    }
}
