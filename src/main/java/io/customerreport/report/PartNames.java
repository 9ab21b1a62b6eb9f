package io.customerreport.report;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the files are called that a run's sinks write: {@code reports-RUN-ID-N.ndjson} or {@code
 * rejects-RUN-ID-N.ndjson}, for a document {@code reports-RUN-ID-0.json}, as CSV {@code
 * reports-RUN-ID-N.csv} and {@code days-RUN-ID-N.csv}, and for a kept state {@code
 * state-RUN-ID-N.part} and {@code files-RUN-ID-0.ndjson.zst}.
 *
 * <p>RUN is the run's own id of eight hexadecimal digits, by which its files are told from
 * everybody else's; ID is the writer's. Names of an earlier format lack RUN. A part that is not
 * finished starts with a dot and says {@code inprogress}; an object store has it as an object
 * called {@code _NAME_tmp_ID}.
 */
public final class PartNames {

    static final String REPORTS = "reports";
    static final String DAYS = "days";
    static final String REJECTS = "rejects";

    /** Of a kept state, whose other files are lists of files. */
    public static final String STATE = "state";

    public static final String FILES = "files";
    public static final String STATE_SUFFIX = ".part";
    public static final String FILES_SUFFIX = ".ndjson.zst";

    /** What names begin with in a folder of reports, of rejects, of a kept state. */
    public static final List<String> IN_REPORTS = List.of(REPORTS, DAYS);

    public static final List<String> IN_REJECTS = List.of(REJECTS);
    public static final List<String> IN_STATE = List.of(STATE, FILES);

    /** Marks a folder whose rows are whole, as Hadoop's tools do. */
    public static final String SUCCESS_MARKER = "_SUCCESS";

    static final String NDJSON = ".ndjson";
    static final String JSON = ".json";
    static final String CSV = ".csv";

    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FINISHED = Pattern.compile(finished("(?:[0-9a-f]{8}-)?"));
    private static final Pattern UNFINISHED =
            Pattern.compile(unfinished(finished("(?:[0-9a-f]{8}-)?")));

    private final Pattern own;

    private PartNames(Pattern own) {
        this.own = own;
    }

    /** The names of one run's parts. */
    public static PartNames of(String run) {
        String finished = finished(Pattern.quote(run) + '-');
        return new PartNames(Pattern.compile(finished + '|' + unfinished(finished)));
    }

    /** Whether a file of that name is a part of the run, finished or not. */
    public boolean include(String name) {
        return own.matcher(name).matches();
    }

    /** Whether a file of that name is a part, of whatever run, that is complete. */
    public static boolean isFinished(String name) {
        return FINISHED.matcher(name).matches();
    }

    /** Whether a file of that name is a part, of whatever run, that was not completed. */
    public static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    public static String prefix(String what, String run) {
        return what + '-' + run;
    }

    /** A name that a run could give a part. */
    public static String example(String what, String suffix) {
        return prefix(what, "00000000") + '-' + new UUID(0, 0) + "-0" + suffix;
    }

    private static String finished(String run) {
        return "(?:%s)-%s%s-[0-9]+(?:%s)"
                .formatted(
                        String.join("|", REPORTS, DAYS, REJECTS, STATE, FILES),
                        run,
                        UUID_TEXT,
                        Stream.of(NDJSON, JSON, CSV, STATE_SUFFIX, FILES_SUFFIX)
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
    }

    private static String unfinished(String finished) {
        return "\\.(?:%s)\\.inprogress\\.%s|_(?:%s)_tmp_%s"
                .formatted(finished, UUID_TEXT, finished, UUID_TEXT);
    }
}
