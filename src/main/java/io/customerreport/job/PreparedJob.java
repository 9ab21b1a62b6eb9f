package io.customerreport.job;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.InputContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job's graph, with its inputs found: all that is left is an environment to build it in. */
public interface PreparedJob {

    /** The size of an input that has no end. */
    long UNKNOWN_BYTES = -1;

    /**
     * Builds the graph in an environment.
     *
     * @param places where its sinks write
     */
    void build(StreamExecutionEnvironment env, OutputPlaces places) throws Exception;

    /** The size of the input as it is stored, {@link #UNKNOWN_BYTES} if it has no end. */
    default long inputBytes() {
        return UNKNOWN_BYTES;
    }

    /** Whether a local file is one of the inputs, under whatever name. */
    default boolean reads(Path file) throws IOException {
        return false;
    }

    /** What the user should know of the inputs before they are read, one sentence each. */
    default List<String> notes() {
        return List.of();
    }

    /** Inputs that only this process can read, as the user spells them. */
    default List<String> pipes() {
        return List.of();
    }

    /** What there is to read now, by its first bytes. */
    default List<InputContent> contents() {
        return List.of();
    }

    /** What is passed over now, or might count otherwise than expected. */
    default List<InputNotice> notices() {
        return List.of();
    }

    /** The runs before this one and after it. */
    default @Nullable Chain chain() {
        return null;
    }

    /** Makes the body for some options; how a test runs the command over another graph. */
    interface Factory {

        /** Finds the inputs, and starts nothing. */
        PreparedJob prepare(JobOptions options) throws UsageException;
    }
}
