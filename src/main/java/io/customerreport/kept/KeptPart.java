package io.customerreport.kept;

import io.customerreport.combine.KeyGroupShare;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A part of a kept state, as the manifest names it.
 *
 * @param name of its file in the state's folder
 * @param bytes the file's size
 * @param customers how many it holds
 * @param crc32c its last four bytes, the CRC-32C of those before them
 * @param sha256 of the whole file, in hexadecimal digits
 * @param share that holds all of its customers, null if that is not known
 */
record KeptPart(
        String name,
        long bytes,
        long customers,
        long crc32c,
        String sha256,
        @Nullable KeyGroupShare share)
        implements Serializable {}
