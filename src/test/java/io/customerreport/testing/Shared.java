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

    private static final Map<UUID, Object> OBJECTS = new ConcurrentHashMap<>();

    private static final long serialVersionUID = 1;

    private final UUID id = UUID.randomUUID();

    public Shared(T object) {
        OBJECTS.put(id, object);
    }

    @SuppressWarnings("unchecked")
    public T get() {
        return (T) OBJECTS.get(id);
    }
}
