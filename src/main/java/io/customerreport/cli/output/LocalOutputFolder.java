package io.customerreport.cli.output;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.files.NewFolders;
import io.customerreport.cli.files.RealPath;
import io.customerreport.cli.files.ShellWord;
import io.customerreport.cli.output.FileClaim.HeldException;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import io.customerreport.report.OutputException;
import io.customerreport.report.PartNames;
import io.customerreport.report.ReportSinks;
import io.customerreport.report.SnapshotStore;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An output folder on this machine, claimed by a locked file in it, which becomes the marker in the
 * end.
 *
 * <p>A claim that nobody locks is that of a process which was killed, and is taken over. Not so one
 * of another machine, whose locks may not be seen here, nor that of the client of a cluster, as a
 * job outlives its client.
 */
final class LocalOutputFolder implements OutputFolder, OwnParts.Folder {

    static final String CLAIM = ".customer-report.claim";

    private final NewFolders created = new NewFolders();
    private final Given named;
    private final org.apache.flink.core.fs.Path given;

    /** Its real path: a link that is changed while the run goes on changes nothing. */
    private final Path folder;

    private final Path marker;

    /** Who claimed the folder, once it is claimed. */
    private @Nullable Claimant claimant;

    private @Nullable FileClaim claim;
    private GoingOn goingOn;

    private LocalOutputFolder(
            Given named, org.apache.flink.core.fs.Path given, Path folder, String marker) {
        this.named = named;
        this.given = given;
        this.folder = folder;
        this.marker = folder.resolve(marker);
    }

    static OutputFolder find(Given named, org.apache.flink.core.fs.Path path, String marker)
            throws UsageException {
        try {
            Path folder = RealPath.of(Path.of(path.getPath()));
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw named.refused("is a file, not a folder");
            }
            return new LocalOutputFolder(named, path, folder, marker);
        } catch (NoSuchFileException e) {
            throw named.refused("cannot be created: a link leads to nothing");
        } catch (IOException e) {
            throw named.refused("cannot be reached: " + FailureMessage.of(e));
        }
    }

    @Override
    public FolderId id() {
        return FolderId.local(folder);
    }

    @Override
    public org.apache.flink.core.fs.Path sink() {
        // On a cluster, other machines may reach the folder through other links.
        return claimant.submitted() ? given : flinkPath();
    }

    private org.apache.flink.core.fs.Path flinkPath() {
        return id().path();
    }

    @Override
    public void check(Claimant run, GoingOn how) throws UsageException {
        FolderRules rules = new FolderRules(named, run, how, this::removal);
        if (!Files.exists(folder)) {
            requireCreatable(rules);
            return;
        }
        if (!Files.isWritable(folder)) {
            throw rules.refused("cannot be written to");
        }
        try {
            Optional<FileClaim> found = FileClaim.find(folder.resolve(CLAIM));
            if (found.isEmpty()) {
                rules.require(contents(rules), Optional.empty(), left -> false);
                return;
            }
            try {
                require(found.get(), rules, run);
            } finally {
                found.get().release();
            }
        } catch (HeldException e) {
            throw rules.refused(e.getMessage());
        } catch (IOException e) {
            throw rules.refused("cannot be written to: " + FailureMessage.of(e));
        }
    }

    @Override
    public void claim(Claimant run, GoingOn how) throws UsageException {
        FolderRules rules = new FolderRules(named, run, how, this::removal);
        createFolder(rules);
        FileClaim taken = takeClaim(rules);
        boolean accepted = false;
        try {
            require(taken, rules, run);
            taken.write(run.toText());
            accepted = true;
        } catch (IOException e) {
            throw rules.refused("cannot be written to: " + FailureMessage.of(e));
        } finally {
            if (!accepted) {
                giveBack(taken);
            }
        }
        claimant = run;
        claim = taken;
        goingOn = how;
    }

    private void requireCreatable(FolderRules rules) throws UsageException {
        Path around = folder;
        while (!Files.exists(around, LinkOption.NOFOLLOW_LINKS)) {
            around = around.getParent();
        }
        if (!Files.isDirectory(around)) {
            throw rules.refused("cannot be created: '%s' is not a folder".formatted(around));
        }
        if (!Files.isWritable(around)) {
            throw rules.refused("cannot be created: '%s' cannot be written to".formatted(around));
        }
    }

    private void createFolder(FolderRules rules) throws UsageException {
        try {
            created.create(folder);
        } catch (IOException e) {
            removeCreated();
            throw rules.refused("cannot be created: " + FailureMessage.of(e));
        }
    }

    private FileClaim takeClaim(FolderRules rules) throws UsageException {
        try {
            return FileClaim.take(folder.resolve(CLAIM));
        } catch (HeldException e) {
            removeCreated();
            throw rules.refused(e.getMessage());
        } catch (IOException e) {
            removeCreated();
            throw rules.refused("cannot be written to: " + FailureMessage.of(e));
        }
    }

    private void require(FileClaim taken, FolderRules rules, Claimant run) throws UsageException {
        if (!taken.isNew() && taken.left().isEmpty()) {
            throw rules.refused(
                    "holds a '%s' that is not the claim of a run: remove it if no run uses this folder"
                            .formatted(CLAIM));
        }
        rules.require(contents(rules), taken.left(), left -> isDead(left, run));
    }

    private static boolean isDead(Claimant left, Claimant run) {
        return left.isOf(run.host()) && !left.submitted();
    }

    /** Leaves a folder that is refused as it was found. */
    private void giveBack(FileClaim taken) {
        try {
            if (taken.isNew()) {
                taken.delete();
            } else {
                taken.release();
            }
        } catch (IOException e) {
            // Another refusal is on its way; a claim that stays is empty and nobody's.
        }
        removeCreated();
    }

    private void removeCreated() {
        try {
            created.removeEmpty();
        } catch (IOException e) {
            // Empty folders, beside a refusal that matters more.
        }
    }

    private FolderContents contents(FolderRules rules) throws UsageException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean kept = name.equals(FolderContents.LOST_AND_FOUND) && isFolder(entry);
                if (!name.equals(CLAIM) && !kept) {
                    names.add(name);
                }
            }
            FolderContents.open(names, flinkPath());
        } catch (IOException | DirectoryIteratorException e) {
            throw rules.refused("cannot be read: " + FailureMessage.of(e));
        }
        return new FolderContents(names, marker.getFileName().toString());
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** For a shell in whatever folder: of the real path, as {@code find} knows no URIs. */
    private String removal(Claimant left, boolean withClaim) {
        List<String> names = new ArrayList<>();
        for (String what : beginningsOfParts()) {
            names.add("-name '%s-%s-*'".formatted(what, left.run()));
            names.add("-name '.%s-%s-*'".formatted(what, left.run()));
        }
        if (withClaim) {
            names.add("-name " + CLAIM);
        }
        return "find %s -maxdepth %d -type f \\( %s \\) -delete"
                .formatted(
                        ShellWord.quoted(folder + "/"), depthOfParts(), String.join(" -o ", names));
    }

    private List<String> beginningsOfParts() {
        return switch (named.option()) {
            case "--rejects" -> PartNames.IN_REJECTS;
            case "--keep-state" -> PartNames.IN_STATE;
            default -> PartNames.IN_REPORTS;
        };
    }

    private int depthOfParts() {
        try {
            return SnapshotStore.folderNames(flinkPath()).isEmpty() ? 1 : 3;
        } catch (IOException e) {
            // Which was listed just now, for the refusal that this is a part of.
            return 1;
        }
    }

    @Override
    public void submitted(Claimant run) throws IOException {
        claimant = run;
        claim.write(run.toText());
    }

    @Override
    public void prepare(boolean rowsExpected) throws IOException {
        requireOwn();
        ReportSinks.removeUnfinished(flinkPath());
        if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "Somebody else left %s in '%s'".formatted(marker.getFileName(), named.value()));
        }
        // What a cluster writes may lie where this client cannot see it.
        if (rowsExpected && goingOn == GoingOn.NO && !claimant.submitted() && !own().exist()) {
            throw OwnParts.gone(named);
        }
    }

    private void requireOwn() throws IOException {
        if (!claim.isInPlace()) {
            throw new IOException(
                    "'%s' was removed or replaced while the run went on, or its '%s' was"
                            .formatted(named.value(), CLAIM));
        }
    }

    @Override
    public void publish(String text) throws IOException {
        requireOwn();
        try {
            claim.write(text);
        } catch (IOException e) {
            throw new OutputException(named.toString(), FailureMessage.of(e), e);
        }
        claim.moveTo(marker);
    }

    @Override
    public void discard() throws IOException {
        if (claim == null) {
            return;
        }
        own().remove();
        release();
    }

    private OwnParts own() {
        return new OwnParts(this, flinkPath(), PartNames.of(claimant.run()));
    }

    @Override
    public List<String> files(PartNames names) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        folder, entry -> names.include(entry.getFileName().toString()))) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(entry.getFileName().toString());
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    @Override
    public void remove(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
    }

    @Override
    public void release() throws IOException {
        if (claim != null) {
            if (claim.isAt(marker)) {
                Files.deleteIfExists(marker);
            }
            claim.delete();
            created.removeEmpty();
        }
    }

    @Override
    public void leave() throws IOException {
        if (claim != null) {
            claim.release();
        }
    }
}
