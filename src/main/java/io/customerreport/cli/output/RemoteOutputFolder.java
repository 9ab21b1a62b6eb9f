package io.customerreport.cli.output;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import io.customerreport.report.OutputException;
import io.customerreport.report.PartNames;
import io.customerreport.report.SnapshotStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * An output folder on one of Flink's file systems, which may be an object store without folders.
 *
 * <p>A store has neither locks nor a rename that fails. So each run puts a claim of a name of its
 * own there first and lists the folder then; who finds another's claim withdraws its own and is
 * refused. Where a listing shows all that was put before it, as Amazon's does, two runs that come
 * at once are never both let in; they may both be refused.
 *
 * <p>A killed run's claim stays. It is taken for dead only if its process ran on this machine, is
 * gone, and was no client of a cluster; else the refusal names it. A run whose objects are removed
 * by others while it goes on notices only if all of them are gone.
 */
final class RemoteOutputFolder implements OutputFolder, OwnParts.Folder {

    private static final String CLAIM = LocalOutputFolder.CLAIM + '-';

    private final Given named;
    private final Path folder;
    private final FileSystem fileSystem;
    private final String marker;

    /** Once the folder is claimed. */
    private @Nullable Claimant claimant;

    private GoingOn goingOn;
    private boolean existed;
    private boolean marked;

    private RemoteOutputFolder(Given named, Path folder, FileSystem fileSystem, String marker) {
        this.marker = marker;
        this.named = named;
        this.folder = folder;
        this.fileSystem = fileSystem;
    }

    static OutputFolder find(Given named, Path path, String marker) throws UsageException {
        try {
            FileSystem fileSystem = path.getFileSystem();
            return new RemoteOutputFolder(
                    named, path.makeQualified(fileSystem), fileSystem, marker);
        } catch (IOException e) {
            throw named.refused("cannot be reached: " + FailureMessage.of(e));
        }
    }

    @Override
    public FolderId id() {
        return new FolderId(folder);
    }

    @Override
    public Path sink() {
        return folder;
    }

    @Override
    public void check(Claimant run, GoingOn how) throws UsageException {
        FolderRules rules = new FolderRules(named, run, how, this::removal);
        try {
            requireFolder(rules);
            require(rules, run);
        } catch (IOException e) {
            throw rules.refused("cannot be reached: " + FailureMessage.of(e));
        }
    }

    private void requireFolder(FolderRules rules) throws UsageException, IOException {
        existed = fileSystem.exists(folder);
        if (existed && !fileSystem.getFileStatus(folder).isDir()) {
            throw rules.refused("is a file, not a folder");
        }
    }

    @Override
    public void claim(Claimant run, GoingOn how) throws UsageException {
        FolderRules rules = new FolderRules(named, run, how, this::removal);
        boolean accepted = false;
        try {
            requireFolder(rules);
            claimant = run;
            goingOn = how;
            put(run);
            Map<Path, Claimant> earlier = require(rules, run);
            for (Path dead : earlier.keySet()) {
                fileSystem.delete(dead, false);
            }
            accepted = true;
        } catch (IOException e) {
            throw rules.refused("cannot be reached: " + FailureMessage.of(e));
        } finally {
            if (!accepted) {
                withdraw();
            }
        }
    }

    private void put(Claimant run) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(claimOf(run), WriteMode.OVERWRITE)) {
            out.write(run.toText().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Path claimOf(Claimant run) {
        return new Path(folder, CLAIM + run.run());
    }

    /** The claims of dead runs, which this one takes over. */
    private Map<Path, Claimant> require(FolderRules rules, Claimant run)
            throws UsageException, IOException {
        Map<Path, Claimant> earlier = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (FileStatus entry : entries()) {
            String name = entry.getPath().getName();
            if (!name.startsWith(CLAIM)) {
                names.add(name);
            } else if (!name.equals(CLAIM + run.run())) {
                earlier.put(entry.getPath(), read(entry.getPath(), rules));
            }
        }
        FolderContents.open(names, folder);
        FolderContents contents = new FolderContents(names, marker);
        if (earlier.isEmpty()) {
            rules.require(contents, Optional.empty(), left -> false);
        }
        for (Claimant left : earlier.values()) {
            rules.require(contents, Optional.of(left), RemoteOutputFolder::isDead);
        }
        return earlier;
    }

    private static boolean isDead(Claimant left) {
        return left.isGone() && !left.submitted();
    }

    private Claimant read(Path claim, FolderRules rules) throws UsageException, IOException {
        byte[] text = new byte[Claimant.MOST_BYTES];
        try (FSDataInputStream in = fileSystem.open(claim)) {
            int length = in.readNBytes(text, 0, text.length);
            return Claimant.parse(new String(text, 0, length, StandardCharsets.UTF_8))
                    .orElseThrow(
                            () ->
                                    rules.refused(
                                            "holds a claim that is not that of a run: remove '%s' if no run uses this folder"
                                                    .formatted(claim)));
        } catch (FileNotFoundException e) {
            throw rules.refused("was claimed by another run, which ended just now: try again");
        }
    }

    private String removal(Claimant left, boolean withClaim) {
        return folder.toUri().getScheme().startsWith("s3")
                ? "aws s3 rm 's3://%s%s/' --recursive --exclude '*' --include '*%s*'"
                        .formatted(
                                folder.toUri().getAuthority(),
                                folder.getPath().replace("'", "'\\''"),
                                left.run())
                : "the files in '%s' with %s in their names".formatted(named.value(), left.run());
    }

    /** A refusal is on its way, and says more than what may fail here. */
    private void withdraw() {
        try {
            release();
        } catch (IOException e) {
            // The claim stays, and names a process that will have ended.
        }
        claimant = null;
    }

    @Override
    public void submitted(Claimant run) throws IOException {
        claimant = run;
        put(run);
    }

    @Override
    public void prepare(boolean rowsExpected) throws IOException {
        boolean rows = false;
        PartNames own = PartNames.of(claimant.run());
        for (FileStatus entry : entries()) {
            String name = entry.getPath().getName();
            if (!entry.isDir() && PartNames.isUnfinished(name)) {
                fileSystem.delete(entry.getPath(), false);
            } else if (name.equals(marker)) {
                throw new IOException("Somebody else left " + entry.getPath());
            } else {
                rows |= own.include(name);
            }
        }
        for (Path file : SnapshotStore.files(folder)) {
            if (PartNames.isUnfinished(file.getName())) {
                fileSystem.delete(file, false);
            } else {
                rows |= own.include(file.getName());
            }
        }
        if (rowsExpected && goingOn == GoingOn.NO && !rows) {
            throw OwnParts.gone(named);
        }
    }

    @Override
    public void publish(String text) throws IOException {
        try (FSDataOutputStream created =
                fileSystem.create(new Path(folder, marker), WriteMode.NO_OVERWRITE)) {
            marked = true;
            created.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(named.toString(), FailureMessage.of(e), e);
        }
        fileSystem.delete(claimOf(claimant), false);
    }

    @Override
    public void discard() throws IOException {
        if (claimant == null) {
            return;
        }
        new OwnParts(this, folder, PartNames.of(claimant.run())).remove();
        release();
    }

    @Override
    public List<String> files(PartNames names) throws IOException {
        List<String> files = new ArrayList<>();
        for (FileStatus entry : entries()) {
            String name = entry.getPath().getName();
            if (!entry.isDir() && names.include(name)) {
                files.add(name);
            }
        }
        return files;
    }

    @Override
    public void remove(String file) throws IOException {
        fileSystem.delete(new Path(folder, file), false);
    }

    @Override
    public void release() throws IOException {
        if (claimant == null) {
            return;
        }
        if (marked) {
            fileSystem.delete(new Path(folder, marker), false);
        }
        fileSystem.delete(claimOf(claimant), false);
        if (!existed && entries().length == 0) {
            fileSystem.delete(folder, false);
        }
    }

    @Override
    public void leave() {
        // The claim needs nothing of this process.
    }

    private FileStatus[] entries() throws IOException {
        try {
            FileStatus[] entries = fileSystem.listStatus(folder);
            return entries == null ? new FileStatus[0] : entries;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
