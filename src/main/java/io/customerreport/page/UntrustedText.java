package io.customerreport.page;

import io.customerreport.digest.Label;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Shows text that came out of the input as what it is, and nothing else.
 *
 * <p>It cannot become markup, nor change the direction of what is around it. Characters that are
 * invisible, or would reorder, break or hide others (controls, bidirectional overrides, lone
 * surrogates, blanks other than the space), are spelled as escapes and set apart. Long text is cut,
 * and its length said.
 */
final class UntrustedText {

    /** Longer names are cut. */
    static final int MAX_NAME = 48;

    /** Longer paths lose their beginning. */
    private static final int MAX_PATH = 80;

    private static final int MAX_SENTENCE = 2_000;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private UntrustedText() {}

    /** Writes an id or an event type. */
    static void name(Markup page, Label name) {
        String text = name.text();
        int kept = text.codePointCount(0, text.length());
        write(page, head(text, kept, MAX_NAME), Math.min(kept, MAX_NAME) < name.codePoints(), "");
        if (Math.min(kept, MAX_NAME) < name.codePoints()) {
            page.element("small", " (%s characters)".formatted(Numbers.count(name.codePoints())));
        }
    }

    /** Writes a line, or its beginning. */
    static void line(Markup page, String head, boolean cut) {
        write(page, head, cut, "");
    }

    /** Writes a sentence of ours that may quote the input. */
    static void sentence(Markup page, String text) {
        int length = text.codePointCount(0, text.length());
        write(page, head(text, length, MAX_SENTENCE), length > MAX_SENTENCE, "");
    }

    /** The same without markup and on one line, such as for the title of the page. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        forEachRun(text, (run, isPlain) -> plain.append(isPlain ? run : escaped(run)));
        return plain.toString();
    }

    /** Writes the path of a file, which tells most at its end. */
    static void path(Markup page, String path) {
        int length = path.codePointCount(0, path.length());
        boolean cut = length > MAX_PATH;
        String tail = cut ? path.substring(path.offsetByCodePoints(0, length - MAX_PATH)) : path;
        write(page, tail, false, cut ? "…" : "");
    }

    private static String head(String text, int codePoints, int limit) {
        return codePoints <= limit ? text : text.substring(0, text.offsetByCodePoints(0, limit));
    }

    private static void write(Markup page, String text, boolean cut, String before) {
        page.open("bdi", "class", "untrusted").text(before);
        if (text.isEmpty()) {
            page.element("span", "empty", "class", "escape");
        }
        forEachRun(
                text,
                (run, isPlain) -> {
                    if (isPlain) {
                        page.text(run);
                    } else {
                        page.element("span", escaped(run), "class", "escape");
                    }
                });
        page.text(cut ? "…" : "").close();
    }

    private static void forEachRun(String text, BiConsumer<String, Boolean> consumer) {
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            consumer.accept(text.substring(at, end), isPlain(text.codePointAt(at)));
            at = end;
        }
    }

    private static int endOfRun(String text, int start) {
        boolean plain = isPlain(text.codePointAt(start));
        int at = start;
        while (at < text.length() && isPlain(text.codePointAt(at)) == plain) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            // Words of Persian and families of emoji need the joiners.
            case Character.FORMAT ->
                    codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static String escaped(String run) {
        StringBuilder escapes = new StringBuilder();
        run.codePoints()
                .forEach(
                        codePoint ->
                                escapes.append(
                                        switch (codePoint) {
                                            case '\t' -> "\\t";
                                            case '\n' -> "\\n";
                                            case '\r' -> "\\r";
                                            default ->
                                                    String.format(
                                                            Locale.ROOT, "\\u{%X}", codePoint);
                                        }));
        return escapes.toString();
    }
}
