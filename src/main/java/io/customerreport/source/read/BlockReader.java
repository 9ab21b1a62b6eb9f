package io.customerreport.source.read;

import io.customerreport.source.split.Position;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands out a byte range of a file as blocks of whole lines, one after another. */
public interface BlockReader extends Closeable {

    /** The next block, which the caller releases; null at the end of the range. */
    @Nullable PooledBlock next() throws IOException;

    /** Where another reader of the range goes on after the newest block. */
    Position position();
}
