package io.customerreport.source.files;

import java.util.regex.Pattern;

/** Turns the glob of one name into a regular expression. */
final class NamePattern {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private NamePattern(String glob) {
        this.glob = glob;
    }

    /**
     * @throws IllegalArgumentException if a set is not closed or a range runs backwards
     */
    static Pattern compile(String glob) {
        return new NamePattern(glob).compile();
    }

    private Pattern compile() {
        while (at < glob.length()) {
            char c = glob.charAt(at++);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> addSet();
                case '\\' -> addLiteral(at < glob.length() ? glob.charAt(at++) : c);
                default -> addLiteral(c);
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private void addSet() {
        regex.append('[');
        if (at < glob.length() && glob.charAt(at) == '!') {
            regex.append('^');
            at++;
        }
        int first = at;
        while (at < glob.length() && (glob.charAt(at) != ']' || at == first)) {
            char c = glob.charAt(at++);
            if (c == '-') {
                regex.append(c);
            } else {
                addLiteral(c == '\\' && at < glob.length() ? glob.charAt(at++) : c);
            }
        }
        if (at == glob.length()) {
            throw new IllegalArgumentException("its [ is never closed");
        }
        at++;
        regex.append(']');
    }

    private void addLiteral(char c) {
        // A backslash before a letter or digit would be an escape of its own.
        if (c < 0x80 && !Character.isLetterOrDigit(c)) {
            regex.append('\\');
        }
        regex.append(c);
    }
}
