package io.customerreport.aggregate;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Names the format version in which customer state was written: the present one is read as it is,
 * an earlier one with {@link #serializerOf} and written back in the present one, a later one is
 * refused.
 *
 * <p>So a field is added by raising the version and keeping what reads the one before.
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

    /**
     * What reads and writes state of a format version.
     *
     * @param version from 1 to the current one
     */
    abstract TypeSerializer<T> serializerOf(int version);

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return serializerOf(writtenVersion);
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
        if (oldSnapshot.getClass() != getClass()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        int oldVersion = ((FormatVersionSnapshot<T>) oldSnapshot).writtenVersion;
        if (oldVersion == writtenVersion) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return oldVersion < writtenVersion
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
