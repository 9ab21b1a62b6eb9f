package io.customerreport.source.files;

import io.customerreport.source.compression.Compression;
import io.customerreport.source.compression.FileHead;
import io.customerreport.source.compression.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first bytes of files before a run, so that one that cannot be read is refused by
 * name before anything runs.
 *
 * <p>It looks at no more of them than a run can wait for. Whoever reads a file looks again.
 */
final class FirstLook {

    /** This many take half a second when they are in memory. */
    private static final int LOCAL_FILES = 10_000;

    /** Each of these takes a request or two. */
    private static final int OTHER_FILES = 8;

    /** Each of these is opened again, and decompressed as far as its first bytes. */
    private static final int INSIDES = 8;

    private final InputNames names;
    private int localFiles = LOCAL_FILES;
    private int otherFiles = OTHER_FILES;
    private int insides = INSIDES;
    private @Nullable String refused;
    private int refusedToo;
    private @Nullable String misnamed;
    private int misnamedToo;

    private FirstLook(InputNames names) {
        this.names = names;
    }

    /**
     * @throws InputException if one of the files cannot be read, which names the first of them
     */
    static FirstLook at(List<FileNode> files, InputNames names) {
        FirstLook look = new FirstLook(names);
        for (FileNode file : files) {
            if (file.bytes() > 0 && !Pipe.is(file) && look.mayLookAt(file)) {
                look.at(file);
            }
        }
        if (look.refused != null) {
            throw new InputException("input", look.refused + others(look.refusedToo));
        }
        return look;
    }

    /** The first whose name says something else than its content, with what that is; or null. */
    @Nullable String misnamed() {
        return misnamed;
    }

    /** How many others are like it. */
    int misnamedToo() {
        return misnamedToo;
    }

    private boolean mayLookAt(FileNode file) {
        return FileNode.LOCAL.equals(file.system()) ? localFiles-- > 0 : otherFiles-- > 0;
    }

    private void at(FileNode file) {
        Path path = file.toPath();
        try {
            FileHead head = FileHead.of(path);
            Refusal refusal = head.refusal();
            if (refusal == null) {
                refusal = inside(path, head);
                note(path, head);
            }
            if (refusal != null) {
                refuse(refusal, names.spell(path));
            }
        } catch (IOException e) {
            // The run will say so, if it meets that, too.
        }
    }

    /** What gzip holds shows in its first bytes. Others have to be asked, which takes longer. */
    private @Nullable Refusal inside(Path path, FileHead head) throws IOException {
        Compression compression = head.kind().compression();
        if (compression == Compression.GZIP) {
            return head.inside().refusalInside(compression);
        }
        if (compression == Compression.NONE || !saysTar(path.getName()) && insides-- <= 0) {
            return null;
        }
        try (InputStream stored = path.getFileSystem().open(path)) {
            return FileHead.inside(stored, compression).refusalInside(compression);
        } catch (LinkageError e) {
            // The library cannot be loaded, which the run will say.
            return null;
        }
    }

    private static boolean saysTar(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(tar\\..*|t(bz2?|xz|zst|lz))");
    }

    private void refuse(Refusal refusal, String file) {
        if (refused == null) {
            refused = refusal.sentence(file);
        } else {
            refusedToo++;
        }
    }

    private void note(Path path, FileHead head) {
        String what = InputContent.misnamed(path, head).orElse(null);
        if (what == null) {
            return;
        }
        if (misnamed != null) {
            misnamedToo++;
        } else {
            misnamed = "'" + names.spell(path) + "' " + what;
        }
    }

    private static String others(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "; another file cannot be read either";
            default -> "; " + count + " other files cannot be read either";
        };
    }
}
