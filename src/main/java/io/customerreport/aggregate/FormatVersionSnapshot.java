package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Names the format version in which customer state was written; later versions are refused.
 *
 * @param <T> the type of the state
 */
abstract class FormatVersionSnapshot<T> implements TypeSerializerSnapshot<T> {

    private final int currentVersion;
    private int writtenVersion;

    FormatVersionSnapshot(int currentVersion) {
        this.currentVersion = currentVersion;
        this.writtenVersion = currentVersion;
    }

    @Override
    public final int getCurrentVersion() {
        return currentVersion;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) {}

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
            throws IOException {
        if (readVersion < 1 || readVersion > currentVersion) {
            throw new IOException(
                    "customer state has format version "
                            + readVersion
                            + ", this program knows versions 1 to "
                            + currentVersion);
        }
        writtenVersion = readVersion;
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSnapshot) {
        return oldSnapshot.getClass() == getClass()
                        && ((FormatVersionSnapshot<T>) oldSnapshot).writtenVersion == writtenVersion
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
