package io.customerreport.source.files;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * The ETag of an object in a store, which changes whenever the object is rewritten.
 *
 * <p>Flink's file status does not show it; that of Hadoop's S3 file system does, whose classes are
 * those of a plugin and therefore called by reflection.
 */
final class ObjectTag {

    /** Empty for the classes of file systems that do not have the method. */
    private static final ClassValue<Optional<Method>> HADOOP_STATUS =
            method("getInternalFileStatus");

    private static final ClassValue<Optional<Method>> TAG = method("getEtag");

    private ObjectTag() {}

    /** Null where the file system does not say. */
    static @Nullable String of(FileStatus status) {
        Object hadoop = call(HADOOP_STATUS, status);
        Object tag = hadoop == null ? null : call(TAG, hadoop);
        return tag == null ? null : tag.toString();
    }

    private static ClassValue<Optional<Method>> method(String name) {
        return new ClassValue<>() {
            @Override
            protected Optional<Method> computeValue(Class<?> type) {
                try {
                    return Optional.of(type.getMethod(name));
                } catch (NoSuchMethodException e) {
                    return Optional.empty();
                }
            }
        };
    }

    private static @Nullable Object call(ClassValue<Optional<Method>> method, Object target) {
        Method found = method.get(target.getClass()).orElse(null);
        try {
            return found == null ? null : found.invoke(target);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
