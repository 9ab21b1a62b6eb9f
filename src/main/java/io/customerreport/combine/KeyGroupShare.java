package io.customerreport.combine;

import io.customerreport.aggregate.CustomerId;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring key groups, such as those of a subtask.
 *
 * @param all how many key groups there are: the maximum of parallelism
 * @param first the first of the share
 * @param last the last of the share, which is not empty
 */
public record KeyGroupShare(int all, int first, int last) implements Serializable {

    /** How many key groups the jobs of an environment have, as far as it is known beforehand. */
    public static int all(StreamExecutionEnvironment env) {
        return env.getMaxParallelism() > 0
                ? env.getMaxParallelism()
                // Whoever leaves the parallelism to the scheduler has none here.
                : KeyGroupRangeAssignment.computeDefaultMaxParallelism(
                        Math.max(1, env.getParallelism()));
    }

    /** The share of a keyed subtask. */
    public static KeyGroupShare of(TaskInfo subtask) {
        int all = subtask.getMaxNumberOfParallelSubtasks();
        KeyGroupRange own =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        all,
                        subtask.getNumberOfParallelSubtasks(),
                        subtask.getIndexOfThisSubtask());
        return new KeyGroupShare(all, own.getStartKeyGroup(), own.getEndKeyGroup());
    }

    /**
     * The smallest share that holds some customers.
     *
     * @param so what was found so far, null for nothing
     */
    public static KeyGroupShare with(@Nullable KeyGroupShare so, CustomerId customer, int all) {
        int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(customer, all);
        if (so == null) {
            return new KeyGroupShare(all, keyGroup, keyGroup);
        }
        return so.has(keyGroup)
                ? so
                : new KeyGroupShare(all, Math.min(so.first, keyGroup), Math.max(so.last, keyGroup));
    }

    /** Whether no customer of that share can be in this one. */
    public boolean isApartFrom(KeyGroupShare other) {
        return all == other.all && (last < other.first || other.last < first);
    }

    /** Whether it holds a customer. */
    public boolean has(CustomerId customer) {
        return has(keyGroup(customer));
    }

    /** Whether it holds a key group. */
    public boolean has(int keyGroup) {
        return first <= keyGroup && keyGroup <= last;
    }

    /** The key group of a customer, who need not be of this share. */
    public int keyGroup(CustomerId customer) {
        return KeyGroupRangeAssignment.assignToKeyGroup(customer, all);
    }

    /** All of its key groups. */
    public List<Integer> keyGroups() {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
