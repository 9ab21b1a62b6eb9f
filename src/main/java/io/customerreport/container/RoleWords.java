package io.customerreport.container;

import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows the name of a part of the cluster.
 *
 * @param settings Flink's, by {@code -D KEY=VALUE}
 * @param flink other options of a JobManager that runs one job, with their values
 * @param rest from the first word that is neither: the job's options
 */
record RoleWords(Map<String, String> settings, List<String> flink, List<String> rest) {

    private static final Set<String> WITH_A_VALUE =
            Set.of("--job-classname", "--job-id", "--fromSavepoint");

    private static final Set<String> ALONE = Set.of("--allowNonRestoredState");

    static RoleWords read(List<String> words) throws UsageException {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> flink = new ArrayList<>();
        int next = 0;
        while (next < words.size()) {
            String word = words.get(next);
            if (word.startsWith("-D")) {
                boolean isApart = word.equals("-D");
                String setting = isApart ? after(words, next) : word.substring(2);
                put(setting, settings);
                next += isApart ? 2 : 1;
            } else if (WITH_A_VALUE.contains(word)) {
                flink.addAll(List.of(word, after(words, next)));
                next += 2;
            } else if (ALONE.contains(word)) {
                flink.add(word);
                next++;
            } else {
                break;
            }
        }
        return new RoleWords(settings, flink, List.copyOf(words.subList(next, words.size())));
    }

    /** Whether a JobManager is to run one job and end with it. */
    boolean nameAJob() {
        return !rest.isEmpty() || flink.contains("--job-classname");
    }

    private static String after(List<String> words, int index) throws UsageException {
        if (index + 1 == words.size()) {
            throw new UsageException("there is no value after " + words.get(index));
        }
        return words.get(index + 1);
    }

    private static void put(String setting, Map<String, String> settings) throws UsageException {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new Given("-D", setting).refused("is not KEY=VALUE");
        }
        settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
}
