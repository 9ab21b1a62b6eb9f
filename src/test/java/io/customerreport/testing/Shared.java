package io.customerreport.testing;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leads to one object of a test, from every copy of this that Flink makes: tasks get formats and
 * functions by serialization, and in one process they can tell a test what they did.
 */
public final class Shared<T> implements Serializable {

    private static final Map<String, Object> OBJECTS = new ConcurrentHashMap<>();

    private static final long serialVersionUID = 1;

    private final String id = "id-" + UUID.randomUUID();

    public Shared(T object) {
        OBJECTS.put(id, object);
    }

    /**
     * Names the object where nothing but text travels, as in a path; a name of a host could be it.
     */
    public String id() {
        return id;
    }

    public T get() {
        return get(id);
    }

    /** The object of an {@link #id}. */
    @SuppressWarnings("unchecked")
    public static <T> T get(String id) {
        return (T) OBJECTS.get(id);
    }
}
