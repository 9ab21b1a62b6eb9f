package io.customerreport.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against a map of the same parts. */
class PartsTableTest {

    private final Random random = new Random(20_260_101);
    private final PartsTable table = new PartsTable();

    @Test
    void emptyTableHasNoCustomers() {
        assertThat(table).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 5_000})
    void eachCustomerHasAllItsPartsInTheOrderOfAppearance(int customers) {
        Map<CustomerId, AggregateParts> expected = new LinkedHashMap<>();

        for (int i = 0; i < 20_000; i++) {
            CustomerPart part =
                    new CustomerPart(id(random.nextInt(customers)), parts(1 + random.nextInt(3)));
            expected.merge(part.customer(), part.parts(), AggregateParts::plus);
            assertThat(table.add(part)).isTrue();
        }

        List<CustomerPart> found = new ArrayList<>();
        table.forEach(found::add);
        assertThat(found)
                .isEqualTo(
                        expected.entrySet().stream()
                                .map(entry -> new CustomerPart(entry.getKey(), entry.getValue()))
                                .toList());
    }

    @Test
    void customerThatIsTakenIsNotThereAnyMore() {
        Map<CustomerId, AggregateParts> expected = new LinkedHashMap<>();
        for (int customer = 0; customer < 5_000; customer++) {
            CustomerPart part = new CustomerPart(id(customer), parts(1));
            expected.put(part.customer(), part.parts());
            table.add(part);
        }

        for (int i = 0; i < 3_000; i++) {
            CustomerId customer = id(random.nextInt(10_000));
            assertThat(table.take(customer)).isEqualTo(expected.remove(customer));
        }

        Map<CustomerId, AggregateParts> left = new LinkedHashMap<>();
        table.forEach(part -> left.put(part.customer(), part.parts()));
        assertThat(left).containsExactlyEntriesOf(expected);
    }

    /** Beyond the length of a chunk, too, where a region has one of its own. */
    @Test
    void partsOfAnyLengthAreKeptToTheByte() {
        Map<CustomerId, AggregateParts> expected = new HashMap<>();
        for (int length = 1; length < 3_000_000; length = length * 5 / 4 + 1) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            CustomerPart part = new CustomerPart(id(length), new AggregateParts(1, bytes));
            expected.put(part.customer(), part.parts());

            assertThat(table.add(part)).isTrue();
        }

        Map<CustomerId, AggregateParts> found = new HashMap<>();
        table.forEach(part -> found.put(part.customer(), part.parts()));
        assertThat(found).isEqualTo(expected);
    }

    /** Of none to forty bytes: the index keeps short ones elsewhere than long ones. */
    private static CustomerId id(int number) {
        String text = number == 0 ? "" : "x".repeat(number % 37) + number;
        return CustomerId.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private AggregateParts parts(int events) {
        ExactAggregate aggregate = new ExactAggregate();
        for (int i = 0; i < events; i++) {
            aggregate.add(
                    Events.event("c", "view", random.nextInt(40_000_000), random.nextDouble()));
        }
        return AggregateParts.of(aggregate);
    }
}
