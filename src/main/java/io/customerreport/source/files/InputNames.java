package io.customerreport.source.files;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.Path;

/**
 * Gives an absolute path back in the user's spelling: a file found through the input {@code logs}
 * is called {@code logs/a.ndjson}.
 *
 * <p>The longest prefix that was typed wins. A path under none of them is spelled as it is, local
 * ones without {@code file:}.
 */
public final class InputNames implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Absolute path to spelling; keys that end with a slash stand for what lies under a folder. */
    private final Map<String, String> spellings;

    private InputNames(Map<String, String> spellings) {
        this.spellings = spellings;
    }

    /** Every path as it is. */
    public static InputNames absolute() {
        return new InputNames(Map.of());
    }

    /** The file's name as the user would write it. */
    public String spell(Path path) {
        String absolute = path.toString();
        String exact = spellings.get(absolute);
        if (exact != null) {
            return exact;
        }
        for (int slash = absolute.lastIndexOf('/');
                slash >= 0;
                slash = absolute.lastIndexOf('/', slash - 1)) {
            String folder = spellings.get(absolute.substring(0, slash + 1));
            if (folder != null) {
                return folder + absolute.substring(slash + 1);
            }
        }
        return AbsolutePath.isLocal(path) ? path.getPath() : absolute;
    }

    /** Collects what the user typed; the first spelling of a path stays. */
    static final class Builder {

        private final Map<String, String> spellings = new HashMap<>();

        /** A file or folder, and with it all that lies under the folder. */
        void addPath(String absolute, String typed) {
            spellings.putIfAbsent(absolute, typed);
            addFolder(withSlash(absolute), withSlash(typed));
        }

        /** What lies under a folder; both end with a slash, but the working directory is "". */
        void addFolder(String absolute, String typed) {
            spellings.putIfAbsent(absolute, typed);
        }

        InputNames build() {
            return new InputNames(new HashMap<>(spellings));
        }

        private static String withSlash(String path) {
            return path.endsWith("/") ? path : path + '/';
        }
    }
}
