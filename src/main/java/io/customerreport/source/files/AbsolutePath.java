package io.customerreport.source.files;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes Flink's absolute path of what a user typed.
 *
 * <p>Paths are put together from their parts: parsed from a string they would lose backslashes and
 * take what is before a colon for a scheme.
 */
public final class AbsolutePath {

    /** Without a slash after the colon it is a file name with a colon. */
    private static final Pattern WITH_SCHEME =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(/.*)", Pattern.DOTALL);

    private static final String LOCAL = "file";

    private AbsolutePath() {}

    /** Whether it is a path on this machine's own file system. */
    public static boolean isLocal(Path path) {
        return isLocal(path.toUri());
    }

    /** Whether it is of this machine's own file system. */
    static boolean isLocal(URI uri) {
        return LOCAL.equals(uri.getScheme());
    }

    /** The scheme that a user typed before a path, null for none. */
    public static @Nullable String schemeOf(String typed) {
        Matcher withScheme = WITH_SCHEME.matcher(typed);
        return withScheme.matches() ? withScheme.group(1) : null;
    }

    /**
     * The path as it is spelled, wildcards being ordinary characters.
     *
     * @param typed with or without a scheme, relative to the working directory if it has none
     */
    public static Path of(String typed) throws IOException {
        Matcher withScheme = WITH_SCHEME.matcher(typed);
        if (!withScheme.matches()) {
            return ofDefaultSystem(typed);
        }
        String path = withScheme.group(2);
        if (!withScheme.group(1).equals(LOCAL)) {
            return new Path(typed);
        }
        if (path.startsWith("//") && !path.startsWith("///")) {
            throw new IOException("a local file has three slashes and no host: file:///...");
        }
        return local(path);
    }

    public static Path of(@Nullable String scheme, @Nullable String authority, String path) {
        try {
            return new Path(new URI(scheme, authority, path, null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Another path on the file system of {@code like}. */
    static Path onSameSystem(Path like, String path) {
        return of(like.toUri().getScheme(), like.toUri().getAuthority(), path);
    }

    private static Path ofDefaultSystem(String typed) throws IOException {
        URI system = FileSystem.getDefaultFsUri();
        return isLocal(system)
                ? local(new File(typed).getAbsolutePath())
                : new Path(typed).makeQualified(FileSystem.get(system));
    }

    private static Path local(String absolute) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : absolute.split("/")) {
            if (name.equals("..")) {
                // The parent of a link's target is not the folder that the link is in.
                names = namesOf(new File(joined(names)).getCanonicalPath());
                if (!names.isEmpty()) {
                    names.remove(names.size() - 1);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return of(LOCAL, null, joined(names));
    }

    private static List<String> namesOf(String path) {
        List<String> names = new ArrayList<>(List.of(path.split("/")));
        names.removeIf(String::isEmpty);
        return names;
    }

    private static String joined(List<String> names) {
        return "/" + String.join("/", names);
    }
}
