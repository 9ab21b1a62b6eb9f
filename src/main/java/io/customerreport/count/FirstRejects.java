package io.customerreport.count;

import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/** Where the first line of each reject reason stands, in the order of files and offsets. */
public final class FirstRejects
        implements Accumulator<
                FirstRejects.Place, ConcurrentSkipListMap<String, FirstRejects.Place>> {

    /** The accumulator's name. */
    public static final String NAME = "first_rejects";

    private static final long serialVersionUID = 1;

    private final ConcurrentSkipListMap<String, Place> places = new ConcurrentSkipListMap<>();

    /**
     * A line.
     *
     * @param reason why it was rejected
     * @param file the file as the user spelled it
     * @param offset byte offset of the line's first byte
     */
    public record Place(String reason, String file, long offset)
            implements Comparable<Place>, java.io.Serializable {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::file).thenComparingLong(Place::offset);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return reason + " in " + file + " at byte " + offset;
        }
    }

    @Override
    public void add(Place place) {
        places.merge(place.reason(), place, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    @Override
    public ConcurrentSkipListMap<String, Place> getLocalValue() {
        return places;
    }

    @Override
    public void resetLocal() {
        places.clear();
    }

    @Override
    public void merge(Accumulator<Place, ConcurrentSkipListMap<String, Place>> other) {
        other.getLocalValue().values().forEach(this::add);
    }

    @Override
    public FirstRejects clone() {
        FirstRejects copy = new FirstRejects();
        copy.places.putAll(places);
        return copy;
    }
}
