package io.customerreport.source;

import java.lang.reflect.InvocationTargetException;
import org.apache.flink.core.fs.FileStatus;

/**
 * The ETag of an object in a store, which changes whenever the object is written anew.
 *
 * <p>Flink's file status does not show it; that of Hadoop's S3 file system does, whose classes are
 * those of a plugin and therefore called by reflection.
 */
final class ObjectTag {

    private ObjectTag() {}

    /** Null where the file system does not say. */
    static String of(FileStatus status) {
        Object hadoop = call(status, "getInternalFileStatus");
        Object tag = hadoop == null ? null : call(hadoop, "getEtag");
        return tag == null ? null : tag.toString();
    }

    private static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
