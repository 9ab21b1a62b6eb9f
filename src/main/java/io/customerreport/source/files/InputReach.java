package io.customerreport.source.files;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.fs.Path;

/**
 * Whether a file would be among the inputs if it were there: what a run writes where it reads comes
 * back to it.
 *
 * <p>Links in local paths are followed as far as the paths exist.
 */
final class InputReach {

    private InputReach() {}

    /**
     * @param input absolute, a glob unless something exists under its literal name
     */
    static boolean covers(Path input, Path file) throws IOException {
        if (!Objects.equals(input.toUri().getScheme(), file.toUri().getScheme())
                || !Objects.equals(input.toUri().getAuthority(), file.toUri().getAuthority())) {
            return false;
        }
        if (Glob.firstWildcard(input.getPath()) < 0 || FileTree.of(input).find(input) != null) {
            return covers(input, input.getPath(), List.of(), file);
        }
        for (Glob glob : Glob.parse(input.getPath())) {
            if (covers(input, glob.folder(), glob.segments(), file)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(Path input, String folder, List<Glob.Segment> segments, Path file)
            throws IOException {
        String root = real(input, folder);
        String prefix = root.endsWith("/") ? root : root + '/';
        String path = real(file, file.getPath());
        return path.startsWith(prefix)
                && matches(segments, Arrays.asList(path.substring(prefix.length()).split("/")));
    }

    private static String real(Path like, String path) throws IOException {
        return AbsolutePath.isLocal(like) ? new File(path).getCanonicalPath() : path;
    }

    private static boolean matches(List<Glob.Segment> segments, List<String> names) {
        if (segments.isEmpty()) {
            return names.stream().noneMatch(Glob::isHidden);
        }
        if (names.isEmpty()) {
            return false;
        }
        Glob.Segment first = segments.get(0);
        List<Glob.Segment> others = segments.subList(1, segments.size());
        String name = names.get(0);
        List<String> below = names.subList(1, names.size());
        if (first.anyDepth()) {
            return matches(others, names) || !Glob.isHidden(name) && matches(segments, below);
        }
        return first.matches(name)
                && (first.namesHidden() || !Glob.isHidden(name))
                && matches(others, below);
    }
}
