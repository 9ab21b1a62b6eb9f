package io.customerreport.testing.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What can happen to a process of a cluster. */
public enum Fault {
    /** {@code kill -9} of a TaskManager; a new one takes its place. */
    TASK_MANAGER_KILLED("kill -9 of a TaskManager", 3),
    /** {@code kill -9} of the JobManager; a new one takes its place. */
    JOB_MANAGER_KILLED("kill -9 of the JobManager", 2),
    /** {@code SIGSTOP} until its heartbeats are missed, then {@code SIGCONT}. */
    TASK_MANAGER_HELD("SIGSTOP of a TaskManager", 2),
    /** The same; when it goes on, it has to find out that it leads no more. */
    JOB_MANAGER_HELD("SIGSTOP of the JobManager", 1);

    private final String spelling;
    private final int weight;

    Fault(String spelling, int weight) {
        this.spelling = spelling;
        this.weight = weight;
    }

    /** Faults of some kinds in a random order, each kind as often as its weight says. */
    public static List<Fault> plan(int count, SplittableRandom random, List<Fault> kinds) {
        List<Fault> plan = new ArrayList<>();
        List<Fault> deck = new ArrayList<>();
        while (plan.size() < count) {
            if (deck.isEmpty()) {
                for (Fault fault : kinds) {
                    for (int copy = 0; copy < fault.weight; copy++) {
                        deck.add(fault);
                    }
                }
            }
            plan.add(deck.remove(random.nextInt(deck.size())));
        }
        return plan;
    }

    public boolean isHeld() {
        return this == TASK_MANAGER_HELD || this == JOB_MANAGER_HELD;
    }

    public boolean isOfJobManager() {
        return this == JOB_MANAGER_KILLED || this == JOB_MANAGER_HELD;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
