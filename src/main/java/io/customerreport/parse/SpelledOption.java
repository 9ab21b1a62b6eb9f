package io.customerreport.parse;

/**
 * The words that say what was asked of an option, as state keeps them: {@code --fx-rates EUR=1.09},
 * {@code --distinct-events}, or {@code no --fx-rates}.
 */
public final class SpelledOption {

    private static final String ABSENT = "no ";

    /** Rates and types may come from a file with hundreds of them. */
    private static final int LONGEST_WORDS = 200;

    private SpelledOption() {}

    public static String given(String option, String value) {
        return option + " " + value;
    }

    /** Of an option that was not given, or has its default. */
    public static String absent(String option) {
        return ABSENT + option;
    }

    public static boolean isAbsent(String words) {
        return words.startsWith(ABSENT);
    }

    /** For a message. */
    public static String shortened(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }
}
