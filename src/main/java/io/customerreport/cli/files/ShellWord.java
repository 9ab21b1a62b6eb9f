package io.customerreport.cli.files;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Spells text as one word of a POSIX shell, for commands that a user pastes. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_%+=:,./@-]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private ShellWord() {}

    /** The text as one word, quoted only if it has to be. */
    public static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /**
     * In quotes.
     *
     * @param text does not end with a line feed
     */
    public static String quoted(String text) {
        // A terminal is shown no control characters, so printf makes them.
        return CONTROL.matcher(text).find()
                ? "\"$(printf '%b' '" + escaped(text) + "')\""
                : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            String character = Character.toString(c);
                            if (Character.isISOControl(c) || c == '\'' || c == '\\') {
                                for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
                                    escaped.append("\\0%03o".formatted(b & 0xff));
                                }
                            } else {
                                escaped.append(character);
                            }
                        });
        return escaped.toString();
    }
}
