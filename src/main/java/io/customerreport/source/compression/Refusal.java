package io.customerreport.source.compression;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is not read although it is not damaged, and what its user can do about that.
 *
 * @param limit whether it is read in general, but asks for more than a run gives it
 * @param what goes on after the name, as in "is a zip archive"
 * @param remedy what to do, as in "unpack it first"
 * @param command writes what the file holds to its output, the name after it; null for none
 */
public record Refusal(boolean limit, String what, String remedy, @Nullable String command)
        implements Serializable {

    /** Endings that what was unpacked lacks. */
    private static final String PACKED =
            "\\.(zip|tar|7z|rar|cpio|gz|gzip|tgz|bz2|tbz|tbz2|xz|txz|zst|zstd|tzst|deflate|zlib|zz|lz4"
                    + "|sz|snappy|lzma|tlz|lz|lzo|z|br)$";

    /**
     * More memory than there is.
     *
     * @param needed as in "a window of 2 GiB"
     */
    static Refusal memory(String needed, Compression compression) {
        return new Refusal(
                true,
                "needs "
                        + needed
                        + " to be decompressed, more than the "
                        + (Compression.MEMORY_KIB >> 10)
                        + " MiB that a run allows",
                "decompress it first",
                compression.command());
    }

    static Refusal memoryKib(int needed, Compression compression) {
        return memory((needed + 1_023 >> 10) + " MiB of memory", compression);
    }

    static Refusal dictionary() {
        return new Refusal(
                true,
                "needs the dictionary that it was compressed with",
                "decompress it with that one first",
                null);
    }

    static Refusal options(Compression compression) {
        return new Refusal(
                true,
                "is compressed with options of " + compression.title() + " that are not known here",
                "decompress it first",
                compression.command());
    }

    /** Something that is not read. */
    static Refusal content(ContentKind kind) {
        if (kind.command() == null) {
            return new Refusal(
                    false,
                    "is " + kind.description(),
                    "write what it holds as JSON first, one object a line",
                    null);
        }
        return new Refusal(
                false,
                "is " + kind.description() + (kind.isArchive() ? "" : ", which is not read"),
                kind.isArchive() ? "unpack it first" : "decompress it first",
                kind.command());
    }

    /** What is compressed, and holds that when it has been decompressed. */
    static Refusal inside(ContentKind content, Compression around) {
        if (content == ContentKind.TAR) {
            return new Refusal(
                    false,
                    "is a tar archive, compressed with " + around.title(),
                    "unpack it first",
                    content.command());
        }
        String held =
                content.compression() == null
                        ? content.description().replaceFirst("^compressed with ", "")
                        : content.compression().title();
        return new Refusal(
                false,
                "is " + held + " within " + around.title(),
                "decompress it first",
                around.command());
    }

    /** Under a name that ends like those of compressed files. */
    static Refusal notAsNamed(Compression named, byte[] head) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < Math.min(4, head.length); i++) {
            bytes.append(String.format(Locale.ROOT, " %02x", head[i]));
        }
        return new Refusal(
                false,
                "is not a " + named.title() + " file, as it begins with the bytes" + bytes,
                "get it again, or leave it out",
                null);
    }

    /** Cut into ranges, as its name did not say that it is compressed. */
    public static Refusal inParts(Compression compression) {
        return new Refusal(
                false,
                "is compressed with "
                        + compression.title()
                        + ", but its name does not say so, and a file of this length is read in parts",
                "rename it to end in " + compression.ending(),
                null);
    }

    /** For what is under no name that a command could take. */
    public Refusal withoutCommand() {
        return new Refusal(limit, what, remedy, null);
    }

    /** What is said of a file that is passed over for it, after the name. */
    public String notice() {
        return what + ", and is skipped: " + remedy;
    }

    /**
     * The whole sentence, without an end.
     *
     * @param file as the user spells it
     */
    public String sentence(String file) {
        String sentence = "'" + file + "' " + what + ": " + remedy;
        return command == null
                ? sentence
                : sentence
                        + " ("
                        + command
                        + ' '
                        + quote(local(file))
                        + " >"
                        + quote(target(file))
                        + ')';
    }

    /** How a command names it: by where it was copied to, if it is on another file system. */
    private static String local(String file) {
        if (file.matches("\\w[\\w+.-]+:.*")) {
            return file.substring(file.lastIndexOf('/') + 1);
        }
        return file.startsWith("-") ? "./" + file : file;
    }

    /** Where nothing is that would be written over. */
    private static String target(String file) {
        String bare = file.substring(file.lastIndexOf('/') + 1);
        String packed = null;
        while (!bare.equals(packed)) {
            packed = bare;
            bare = packed.replaceFirst("(?i)" + PACKED, "");
        }
        return bare.replaceFirst("\\.(nd)?json$", "") + "-unpacked.ndjson";
    }

    /** Quoted for a shell, if need be. */
    private static String quote(String name) {
        return name.matches("[\\w./:=,+][\\w./:=,+-]*")
                ? name
                : "'" + name.replace("'", "'\\''") + "'";
    }
}
