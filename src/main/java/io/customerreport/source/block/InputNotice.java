package io.customerreport.source.block;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;

/**
 * Something about the input that the user would want to know, as a part of it was passed over, or
 * might count otherwise than expected.
 *
 * @param file the name of a file or folder as the user spelled it
 * @param what what is to be said of it, which completes a sentence that begins with its name
 */
public record InputNotice(Kind kind, String file, String what)
        implements InputMessage, Comparable<InputNotice>, Serializable {

    private static final Comparator<InputNotice> ORDER =
            Comparator.comparing(InputNotice::kind)
                    .thenComparing(InputNotice::file)
                    .thenComparing(InputNotice::what);

    /** Kinds of notices, each of which is counted. Checkpoints hold their codes. */
    public enum Kind {
        /** An entry of a folder that cannot be read: a link to nothing, a pipe, no permission. */
        SKIPPED("entries_skipped", true),

        /** A further name of a file that is read under another one. */
        REPEATED("names_repeated", false),

        /** A file that looks like a copy of another one, both of which count. */
        ALIKE("files_alike", false),

        /** A byte range of a file that vanished, shrank or was replaced before it was read. */
        GIVEN_UP("ranges_given_up", true),

        /** A compressed file that ends too early and may be completed. */
        CUT_OFF("files_cut_off", true),

        /** A new file of a watched input that holds something else than its name says. */
        MISNAMED("files_misnamed", false),

        /** A name under which another file was read before. */
        DELIVERED_AGAIN("files_delivered_again", false),

        /** A change of a file that was read before, of which nothing is read. */
        CHANGE_NOT_READ("changes_not_read", true),

        /** A scan of a watched input that failed, and is made again. */
        SCAN_FAILED("scans_failed", true);

        private final String code;
        private final boolean loss;

        Kind(String code, boolean loss) {
            this.code = code;
            this.loss = loss;
        }

        /** As summaries, counters and metrics spell it. */
        public String code() {
            return code;
        }

        /** Whether something is not read that the user may have meant to be. */
        public boolean isLoss() {
            return loss;
        }

        /**
         * @throws IllegalArgumentException if there is no such kind
         */
        public static Kind of(String code) {
            for (Kind kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("an unknown kind of notice: " + code);
        }
    }

    public void write(DataOutput out) throws IOException {
        out.writeUTF(kind.code());
        out.writeUTF(file);
        out.writeUTF(what);
    }

    public static InputNotice read(DataInput in) throws IOException {
        return new InputNotice(Kind.of(in.readUTF()), in.readUTF(), in.readUTF());
    }

    @Override
    public int compareTo(InputNotice other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "'" + file + "' " + what;
    }
}
