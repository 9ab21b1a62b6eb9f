package io.customerreport.report;

import java.io.Serializable;

/**
 * When a snapshot is whole, and for how long it is kept.
 *
 * @param kept the number of whole snapshots that are kept, at least 1
 * @param sinks how many sinks write into the same folders: with CSV two
 */
record SnapshotRules(int kept, int sinks) implements Serializable {}
