package io.customerreport.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.count.FirstRejects.Place;
import io.customerreport.parse.LineOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class FirstRejectsTest {

    @Test
    void firstIsTheOneInTheFirstFileAndThereAtTheFirstByte() {
        FirstRejects rejects = new FirstRejects();

        rejects.add(new Place("future_ts", "b.ndjson", 0));
        rejects.add(new Place("future_ts", "a.ndjson", 10_000_000_000L));
        rejects.add(new Place("future_ts", "a.ndjson", 900));
        rejects.add(new Place("future_ts", "a.ndjson", 1_000));
        rejects.add(new Place("invalid_ts", "c.ndjson", 5));

        assertThat(rejects.getLocalValue().values())
                .extracting(Place::toString)
                .containsExactly(
                        "future_ts in a.ndjson at byte 900", "invalid_ts in c.ndjson at byte 5");
    }

    @Test
    void mergingInAnyOrderAndGroupingGivesTheSame() {
        Random random = new Random(20_260_101L);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            LineOutcome reason = LineOutcome.rejects().get(random.nextInt(4));
            places.add(new Place(reason.code(), "log-" + random.nextInt(3), random.nextInt(50)));
        }
        FirstRejects expected = new FirstRejects();
        places.forEach(expected::add);

        for (int round = 0; round < 50; round++) {
            Collections.shuffle(places, random);
            List<FirstRejects> subtasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                subtasks.add(new FirstRejects());
            }
            places.forEach(place -> subtasks.get(random.nextInt(3)).add(place));
            FirstRejects merged = new FirstRejects();
            subtasks.forEach(merged::merge);

            assertThat(merged.getLocalValue()).isEqualTo(expected.getLocalValue());
        }
        assertThat(new HashSet<>(expected.getLocalValue().values())).hasSize(4);
    }

    @Test
    void cloneSharesNothing() {
        FirstRejects rejects = new FirstRejects();
        rejects.add(new Place("future_ts", "a", 5));

        FirstRejects clone = rejects.clone();
        rejects.add(new Place("future_ts", "a", 1));
        rejects.add(new Place("invalid_ts", "a", 1));

        assertThat(clone.getLocalValue())
                .isEqualTo(new TreeMap<>(Map.of("future_ts", new Place("future_ts", "a", 5))));
        rejects.resetLocal();
        assertThat(rejects.getLocalValue()).isEmpty();
        assertThat(clone.getLocalValue()).hasSize(1);
    }

    @Test
    void travelsFromTaskToClient() throws Exception {
        FirstRejects rejects = new FirstRejects();
        rejects.add(new Place("future_ts", "a", 5));

        FirstRejects received = InstantiationUtil.clone(rejects);

        assertThat(received.getLocalValue()).isEqualTo(rejects.getLocalValue());
    }
}
