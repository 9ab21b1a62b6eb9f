package io.customerreport.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.combine.KeyGroupShare;
import io.customerreport.testing.Events;
import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file format of the parts of a kept state. */
final class KeptPartTest {

    private static final String NAME = "state-0000beef-0.part";

    @TempDir Path folder;
    private Path file;

    private static final int KEY_GROUPS = 128;

    @BeforeEach
    void nameFile() {
        file = folder.resolve(NAME);
    }

    @Property(tries = 50)
    void customersComeBackAsTheyWereWritten(Trials trials) {
        trials.check(
                draws -> draws.list(0, 40, () -> customer(draws)),
                customers -> {
                    KeptPart part = write(customers);

                    assertThat(part.customers()).isEqualTo(customers.size());
                    assertThat(read(part)).isEqualTo(parts(customers));
                });
    }

    @Test
    void customersOfManyBlocksComeBack() throws Exception {
        List<KeyedAggregate> customers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            ExactAggregate aggregate = new ExactAggregate();
            aggregate.add(Events.event("c", ("type" + i).repeat(1_500), 86_400L * i + 1, 0.1 * i));
            customers.add(new KeyedAggregate(id("customer " + i), aggregate));
        }

        KeptPart part = write(customers);

        assertThat(read(part)).isEqualTo(parts(customers));
    }

    @Test
    void anyByteThatIsAnotherIsNoticed() throws Exception {
        KeptPart part = write(List.of(customer("a", 1), customer("b", 2)));
        byte[] sound = Files.readAllBytes(file);

        for (int i = 0; i < sound.length; i++) {
            for (int bit : new int[] {0, 3, 7}) {
                byte[] damaged = sound.clone();
                damaged[i] ^= (byte) (1 << bit);
                Files.write(file, damaged);

                assertThatThrownBy(() -> read(part))
                        .as("bit %d of byte %d", bit, i)
                        .isInstanceOf(KeptStateException.class)
                        .hasMessageContaining(NAME);
            }
        }
    }

    @Test
    void partThatIsCutOffAnywhereIsRefusedWithThePlace() throws Exception {
        KeptPart part = write(List.of(customer("a", 1), customer("b", 2)));
        byte[] sound = Files.readAllBytes(file);

        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));

            assertThatThrownBy(() -> read(part))
                    .isInstanceOf(KeptStateException.class)
                    .hasMessageEndingWith("is cut off at byte " + length);
        }
    }

    @Test
    void partWithSomethingAfterItIsRefused() throws Exception {
        KeptPart part = write(List.of(customer("a", 1)));
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> read(part)).isInstanceOf(KeptStateException.class);
    }

    @Test
    void partOfAnotherStateIsRefused() throws Exception {
        KeptPart part = write(List.of(customer("a", 1)));
        write(List.of(customer("a", 2)));

        assertThatThrownBy(() -> read(part))
                .hasMessageContaining("does not match the manifest beside it");
    }

    @Test
    void manifestHasTheSha256OfTheFile() throws Exception {
        KeptPart part = write(List.of(customer("a", 1)));

        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertThat(part.sha256()).isEqualTo(HexFormat.of().formatHex(sha256));
    }

    @Test
    void otherFileIsRefused() throws Exception {
        KeptPart part = write(List.of(customer("a", 1)));
        Files.writeString(file, "{\"customer_id\":\"a\"}\n".repeat(9));

        assertThatThrownBy(() -> read(part)).hasMessageEndingWith("is not a part of a kept state");
    }

    @Test
    void partOfANewerVersionIsRefused() throws Exception {
        KeptPart part = write(List.of(customer("a", 1)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[KeptPartFormat.MAGIC.length] = KeptPartFormat.VERSION + 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> read(part))
                .hasMessageEndingWith(
                        "has format version 3, and this program reads versions up to 2");
    }

    @Test
    void partSaysWhichKeyGroupsItsCustomersAreOf() throws Exception {
        List<KeyedAggregate> customers =
                List.of(customer("a", 1), customer("b", 2), customer("c", 3));
        int[] keyGroups =
                customers.stream()
                        .mapToInt(
                                customer ->
                                        KeyGroupRangeAssignment.assignToKeyGroup(
                                                customer.customer(), KEY_GROUPS))
                        .sorted()
                        .toArray();

        KeyGroupShare share = write(customers).share();

        assertThat(share).isEqualTo(new KeyGroupShare(KEY_GROUPS, keyGroups[0], keyGroups[2]));
        assertThat(share.has(id("b"))).isTrue();
        assertThat(share.isApartFrom(new KeyGroupShare(KEY_GROUPS, keyGroups[2], KEY_GROUPS - 1)))
                .isFalse();
        assertThat(
                        share.isApartFrom(
                                new KeyGroupShare(KEY_GROUPS, keyGroups[2] + 1, KEY_GROUPS - 1)))
                .isTrue();
        assertThat(share.isApartFrom(new KeyGroupShare(KEY_GROUPS + 1, KEY_GROUPS, KEY_GROUPS)))
                .isFalse();
        assertThat(write(List.of()).share()).isNull();
    }

    @Test
    void sumsThatDependOnAnOrderAreNotKept() {
        assertThatThrownBy(
                        () ->
                                write(
                                        List.of(
                                                new KeyedAggregate(
                                                        id("a"), new SequentialAggregate()))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static KeyedAggregate customer(Draws draws) {
        ExactAggregate aggregate = new ExactAggregate();
        int events = draws.between(1, 30);
        for (int i = 0; i < events; i++) {
            aggregate.add(
                    Events.event(
                            "c",
                            draws.oneOf("checkout", "view", "refund", draws.text(5)),
                            draws.between(1, 253_402_300_799L),
                            draws.anyDouble()));
        }
        return new KeyedAggregate(id(draws.text(20)), aggregate);
    }

    private static KeyedAggregate customer(String id, double usd) {
        ExactAggregate aggregate = new ExactAggregate();
        aggregate.add(Events.event("c", "checkout", 86_400, usd));
        return new KeyedAggregate(id(id), aggregate);
    }

    private static CustomerId id(String text) {
        return CustomerId.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CustomerPart> parts(List<KeyedAggregate> customers) {
        return customers.stream()
                .map(
                        customer ->
                                new CustomerPart(
                                        customer.customer(),
                                        AggregateParts.of((ExactAggregate) customer.aggregate())))
                .toList();
    }

    private KeptPart write(List<KeyedAggregate> customers) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            KeptPartWriter writer = new KeptPartWriter(out, folder.toString(), KEY_GROUPS);
            for (KeyedAggregate customer : customers) {
                writer.addElement(customer);
            }
            writer.finish();
        }
        return KeptPartReader.describe(path, Files.size(file));
    }

    private List<CustomerPart> read(KeptPart part) throws IOException {
        List<CustomerPart> customers = new ArrayList<>();
        KeptPartReader.read(
                new org.apache.flink.core.fs.Path(folder.toUri()), part, customers::add);
        return customers;
    }
}
