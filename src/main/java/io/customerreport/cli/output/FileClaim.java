package io.customerreport.cli.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A local file that one run at a time holds: by a lock, which ends with its process, however that
 * ends. What the file says of the run is for people.
 *
 * <p>The lock is the process's, and the operating system drops it as soon as the process closes any
 * descriptor of the file. So a file that this process holds is never opened a second time.
 */
final class FileClaim {

    /** Each attempt meets a run that ends at that moment. */
    private static final int ATTEMPTS = 100;

    /** What this process holds, as a lock does not keep a process from itself. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final Object key;
    private final String found;

    private FileClaim(Path file, FileChannel channel, Object key, String found) {
        this.file = file;
        this.channel = channel;
        this.key = key;
        this.found = found;
    }

    /**
     * Takes the file, creating it if need be, and leaves as it is what it says.
     *
     * @param file its folder by its real path
     * @throws HeldException if another run holds it, or may
     */
    static FileClaim take(Path file) throws HeldException, IOException {
        FileClaim taken = null;
        for (int i = 0; taken == null && i < ATTEMPTS; i++) {
            taken = attempt(file, true);
        }
        if (taken == null) {
            throw new HeldException("is being claimed by other runs again and again");
        }
        return taken;
    }

    /**
     * Takes the file if it is there, to be {@link #release released} soon.
     *
     * @throws HeldException if another run holds it, or may
     */
    static Optional<FileClaim> find(Path file) throws HeldException, IOException {
        return Optional.ofNullable(attempt(file, false));
    }

    /** The claim, unless the file is not there, or was replaced or removed meanwhile. */
    private static @Nullable FileClaim attempt(Path file, boolean create)
            throws HeldException, IOException {
        if (!HELD.add(file)) {
            throw new HeldException("is being written by another run of this process");
        }
        FileClaim claim = null;
        try {
            claim = lock(file, create && create(file));
            return claim;
        } finally {
            if (claim == null) {
                HELD.remove(file);
            }
        }
    }

    private static @Nullable FileClaim lock(Path file, boolean created)
            throws HeldException, IOException {
        Object before = key(file);
        FileChannel channel = null;
        boolean taken = false;
        try {
            if (before == null) {
                return null;
            }
            channel = open(file);
            lock(channel, file, created);
            if (!before.equals(key(file))) {
                // Its holder has ended, and has taken the name from the file that is locked here.
                return null;
            }
            taken = true;
            return new FileClaim(file, channel, before, text(channel));
        } catch (NoSuchFileException e) {
            return null;
        } catch (AccessDeniedException e) {
            throw new HeldException(
                    "is claimed by a run of another user, in '"
                            + file
                            + "', which cannot be opened");
        } finally {
            if (!taken && channel != null) {
                channel.close();
            }
        }
    }

    private static boolean create(Path file) throws IOException {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void lock(FileChannel channel, Path file, boolean created)
            throws HeldException, IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new HeldException("is being written by another run of this process");
        } catch (IOException e) {
            if (created) {
                // Without locks, who creates the file has it.
                return;
            }
            throw new HeldException(
                    "is claimed by a run%s, and this file system has no locks that tell whether it still runs: if it has ended, remove '%s'"
                            .formatted(in(text(channel)), file));
        }
        if (lock == null) {
            throw new HeldException("is being written by another run" + in(text(channel)));
        }
    }

    private static String in(String text) {
        return Claimant.parse(text).map(" (%s)"::formatted).orElse("");
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Claimant.MOST_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Until it is full, or the file has ended.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** What tells the file from one that takes its name, if it is there. */
    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether the file said nothing when it was taken, as a new one does. */
    boolean isNew() {
        return found.isEmpty();
    }

    /** The run that left the file, if it was one. */
    Optional<Claimant> left() {
        return Claimant.parse(found);
    }

    /** Makes the text all that the file holds. */
    void write(String text) throws IOException {
        channel.truncate(0);
        channel.position(0);
        // Not closed, as that would close the channel.
        Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the file still is where it was taken. */
    boolean isInPlace() throws IOException {
        return key.equals(key(file));
    }

    /** Whether a file of that name is the claimed one, which was moved there. */
    boolean isAt(Path other) throws IOException {
        return key.equals(key(other));
    }

    /** Gives the file another name, and replaces what has it; it stays locked. */
    void moveTo(Path target) throws IOException {
        if (!isInPlace()) {
            throw new NoSuchFileException(file.toString());
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        HELD.remove(file);
    }

    /** Removes the file, unless another has its name, and lets it go. */
    void delete() throws IOException {
        try {
            if (channel.isOpen() && isInPlace()) {
                Files.deleteIfExists(file);
            }
        } finally {
            release();
        }
    }

    /** Lets the file go, and leaves it there. */
    void release() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }

    /**
     * The file is another run's; the message says which, and goes on from the name of an option.
     */
    static final class HeldException extends Exception {

        private static final long serialVersionUID = 1;

        HeldException(String why) {
            super(why);
        }
    }
}
