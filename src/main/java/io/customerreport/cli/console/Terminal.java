package io.customerreport.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the standard error stream is connected to.
 *
 * @param isInteractive whether it is a terminal on which a line can be rewritten
 * @param columns its width
 * @param isUnicode whether it shows more than ASCII
 */
public record Terminal(boolean isInteractive, int columns, boolean isUnicode) {

    static final int USUAL_COLUMNS = 80;

    /** The launcher's word for a terminal whose locale it had to replace. */
    static final String ASCII_VARIABLE = "CUSTOMER_REPORT_ASCII";

    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    /** Java cannot tell before version 22; the shell can. */
    private static final String[] QUESTION = {"sh", "-c", "test -t 2 && stty size <&2"};

    public static Terminal ofStandardError() {
        return of(ask(), System.getenv());
    }

    /**
     * @param answer rows and columns, empty if there is no terminal
     */
    static Terminal of(String answer, Map<String, String> environment) {
        Matcher size = SIZE.matcher(answer);
        if (!size.matches() || "dumb".equals(environment.get("TERM"))) {
            return new Terminal(false, USUAL_COLUMNS, false);
        }
        // A terminal over a serial line does not know its size and answers 0.
        int columns = Integer.parseInt(size.group(1));
        return new Terminal(true, columns == 0 ? USUAL_COLUMNS : columns, isUnicode(environment));
    }

    private static boolean isUnicode(Map<String, String> environment) {
        if (environment.containsKey(ASCII_VARIABLE)) {
            return false;
        }
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                return locale.matches("(?i).*utf-?8.*");
            }
        }
        return false;
    }

    private static String ask() {
        try {
            Process shell =
                    new ProcessBuilder(QUESTION)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (InputStream answer = shell.getInputStream()) {
                shell.getOutputStream().close();
                return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
            }
        } catch (IOException | OutOfMemoryError e) {
            // There is no shell, as on Windows, or no room for one more process or for the thread
            // that waits for it: lines are right everywhere.
            return "";
        }
    }
}
