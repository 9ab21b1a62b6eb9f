package io.customerreport.source.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths: the folder below which it can match, and a pattern for each name on the way
 * down.
 *
 * <p>{@code *} stands for any characters of a name, {@code ?} for one, {@code [a-z]} and {@code
 * [!a-z]} for one of or not of a set, {@code {a,b}} for alternatives, and a whole name {@code **}
 * for any number of folders, none included. A backslash takes the meaning from the next character.
 *
 * @param folder without wildcards; the whole path if there is none in it
 */
record Glob(String folder, List<Segment> segments) {

    private static final String WILDCARDS = "*?[{\\";

    /**
     * What one name must be.
     *
     * @param pattern null for {@code **}
     * @param namesHidden whether it starts with the {@code .} or {@code _} that hides a name
     */
    record Segment(@Nullable Pattern pattern, boolean namesHidden) {

        boolean anyDepth() {
            return pattern == null;
        }

        boolean matches(String name) {
            return pattern.matcher(name).matches();
        }
    }

    /** Index of the first character that makes a path a pattern, or -1. */
    static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (WILDCARDS.indexOf(path.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** A pattern that matches {@code path} alone. */
    static String quote(String path) {
        StringBuilder quoted = new StringBuilder();
        for (char c : path.toCharArray()) {
            if (WILDCARDS.indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }

    /**
     * One glob for each alternative in braces.
     *
     * @param path absolute
     * @throws IllegalArgumentException if a bracket is not closed or a set is none
     */
    static List<Glob> parse(String path) {
        return expandBraces(path).stream().map(Glob::parseAlternative).toList();
    }

    private static Glob parseAlternative(String path) {
        StringBuilder folder = new StringBuilder();
        List<Segment> segments = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (segments.isEmpty() && firstWildcard(name.replaceAll("\\\\.", "")) < 0) {
                folder.append('/').append(name.replaceAll("\\\\(.)", "$1"));
            } else if (!name.equals("**")) {
                segments.add(new Segment(NamePattern.compile(name), isHidden(name)));
            } else if (segments.isEmpty() || !segments.get(segments.size() - 1).anyDepth()) {
                segments.add(new Segment(null, false));
            }
        }
        return new Glob(folder.isEmpty() ? "/" : folder.toString(), List.copyOf(segments));
    }

    /** Whether a file or folder of this name is passed over unless it is named itself. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    private static List<String> expandBraces(String path) {
        int open = indexOutsideSets(path, "{", 0);
        if (open < 0) {
            return List.of(path);
        }
        List<String> alternatives = new ArrayList<>();
        int depth = 0;
        int from = open + 1;
        for (int i = open; i >= 0; i = indexOutsideSets(path, "{,}", i + 1)) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0 || depth == 1 && c == ',') {
                alternatives.add(path.substring(from, i));
                from = i + 1;
            }
            if (depth == 0) {
                break;
            }
        }
        if (depth > 0) {
            throw new IllegalArgumentException("its { is never closed");
        }
        String before = path.substring(0, open);
        String after = path.substring(from);
        List<String> expanded = new ArrayList<>();
        for (String alternative : alternatives) {
            expanded.addAll(expandBraces(before + alternative + after));
        }
        return expanded;
    }

    private static int indexOutsideSets(String path, String wanted, int from) {
        boolean inSet = false;
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inSet) {
                inSet = c != ']';
            } else if (c == '[') {
                inSet = true;
            } else if (wanted.indexOf(c) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
