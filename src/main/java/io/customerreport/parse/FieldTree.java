package io.customerreport.parse;

import io.customerreport.bytes.Swar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value in a line, and which fields stand there or below: a tree of the names and indexes that
 * lead to the fields.
 *
 * <p>Sets of fields are bits, {@link EventField#bit}.
 */
final class FieldTree {

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    /** A path and the field that it leads to. */
    private record Leaf(FieldPath path, EventField field) {}

    /** The fields whose value this is. */
    private final int here;

    /** Those, and the fields that stand below. */
    private final int all;

    private final Map<String, FieldTree> members = new LinkedHashMap<>();
    private final Map<Integer, FieldTree> elements = new TreeMap<>();

    // The members whose names stand in JSON as they are, for the fast tier. A name ends with its
    // quote; the first word holds as much of it as fits, and the mask covers that.
    private final byte[][] names;
    private final long[] firstWords;
    private final long[] masks;
    private final FieldTree[] named;

    private final int[] indexes;
    private final FieldTree[] indexed;

    static FieldTree of(EventShape shape) {
        return new FieldTree(
                EventField.all().stream().map(field -> new Leaf(shape.path(field), field)).toList(),
                0);
    }

    /**
     * @param leaves those that lead here or through here
     * @param depth how many tokens of their paths have led here
     */
    private FieldTree(List<Leaf> leaves, int depth) {
        int ending = 0;
        int any = 0;
        Map<String, List<Leaf>> below = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            any |= leaf.field().bit();
            List<String> tokens = leaf.path().tokens();
            if (tokens.size() == depth) {
                ending |= leaf.field().bit();
            } else {
                below.computeIfAbsent(tokens.get(depth), token -> new ArrayList<>()).add(leaf);
            }
        }
        here = ending;
        all = any;
        below.forEach(
                (token, through) -> {
                    FieldTree child = new FieldTree(through, depth + 1);
                    members.put(token, child);
                    // Only below the root, which is an object.
                    if (depth > 0 && INDEX.matcher(token).matches()) {
                        elements.put(Integer.valueOf(token), child);
                    }
                });
        List<String> literal = members.keySet().stream().filter(FieldTree::isLiteral).toList();
        names = new byte[literal.size()][];
        firstWords = new long[names.length];
        masks = new long[names.length];
        named = new FieldTree[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = (literal.get(i) + '"').getBytes(StandardCharsets.UTF_8);
            masks[i] = names[i].length < 8 ? (1L << 8 * names[i].length) - 1 : -1L;
            firstWords[i] = Swar.load(Arrays.copyOf(names[i], Math.max(8, names[i].length)), 0);
            named[i] = members.get(literal.get(i));
        }
        indexes = elements.keySet().stream().mapToInt(Integer::intValue).toArray();
        indexed = elements.values().toArray(FieldTree[]::new);
    }

    /** Whether JSON can spell the name without an escape, as strict UTF-8. */
    private static boolean isLiteral(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\')
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    int here() {
        return here;
    }

    int all() {
        return all;
    }

    boolean hasMembers() {
        return !members.isEmpty();
    }

    boolean hasElements() {
        return indexes.length > 0;
    }

    /** What the name leads to. */
    @Nullable FieldTree member(String name) {
        return members.get(name);
    }

    /** What the index leads to. */
    @Nullable FieldTree element(int index) {
        return elements.get(index);
    }

    /**
     * The number of the member whose name and closing quote are at {@code at}, or -1 if none is
     * spelled so; eight bytes must be readable there.
     */
    int find(byte[] b, int at) {
        long word = Swar.load(b, at);
        for (int i = 0; i < firstWords.length; i++) {
            if ((word & masks[i]) == firstWords[i] && restEquals(names[i], b, at)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean restEquals(byte[] name, byte[] b, int at) {
        return name.length <= 8
                || at + name.length <= b.length
                        && Arrays.equals(name, 8, name.length, b, at + 8, at + name.length);
    }

    /** What the member of that number leads to. */
    FieldTree named(int number) {
        return named[number];
    }

    /** How many bytes the name of the member of that number has, with its closing quote. */
    int length(int number) {
        return names[number].length;
    }

    /** How many indexes lead to something. */
    int indexes() {
        return indexes.length;
    }

    /** The index of that number, in ascending order. */
    int index(int number) {
        return indexes[number];
    }

    FieldTree indexed(int number) {
        return indexed[number];
    }

    /** Whether a name of this tree holds the character. */
    boolean hasNameWith(char c) {
        return members.entrySet().stream()
                .anyMatch(
                        member ->
                                member.getKey().indexOf(c) >= 0
                                        || member.getValue().hasNameWith(c));
    }
}
