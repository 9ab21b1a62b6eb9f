package io.customerreport.digest;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/**
 * Carries the digests of subtasks, as bytes, to whoever waits for the job.
 *
 * <p>An operator adds it when its input has ended, and not before: accumulators travel with every
 * heartbeat, and other threads read them at any time.
 */
public final class DigestAccumulator implements SimpleAccumulator<byte[]> {

    private static final long serialVersionUID = 1;

    private byte[] digest;

    /** An accumulator of one digest, as {@link RunDigest#toBytes} writes it. */
    DigestAccumulator(byte[] digest) {
        this.digest = digest;
    }

    @Override
    public void add(byte[] other) {
        RunDigest both = RunDigest.of(digest);
        both.merge(RunDigest.of(other));
        digest = both.toBytes();
    }

    @Override
    public byte[] getLocalValue() {
        return digest;
    }

    @Override
    public void resetLocal() {
        digest = new RunDigest().toBytes();
    }

    @Override
    public void merge(Accumulator<byte[], byte[]> other) {
        add(other.getLocalValue());
    }

    @Override
    public DigestAccumulator clone() {
        return new DigestAccumulator(digest);
    }
}
