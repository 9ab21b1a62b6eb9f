package io.customerreport.source.read;

import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.Position;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How files are read. */
public interface BlockFormat extends Serializable {

    /**
     * Reads a range, or what is left of it.
     *
     * @param from where reading goes on, null for the beginning of the range
     */
    BlockReader open(FileRange range, @Nullable Position from) throws IOException;
}
