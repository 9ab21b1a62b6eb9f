package io.customerreport.aggregate;

import io.customerreport.bytes.Varint;
import io.customerreport.parse.Event;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes what aggregates need of an event; copies own their bytes. */
public final class EventSerializer extends TypeSerializerSingleton<Event> {

    public static final EventSerializer INSTANCE = new EventSerializer();

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Event createInstance() {
        return new Event();
    }

    @Override
    public Event copy(Event from) {
        return copy(from, new Event());
    }

    @Override
    public Event copy(Event from, Event reuse) {
        reuse.id = Arrays.copyOfRange(from.id, from.idStart, from.idStart + from.idLength);
        reuse.idStart = 0;
        reuse.idLength = from.idLength;
        reuse.customer =
                Arrays.copyOfRange(
                        from.customer,
                        from.customerStart,
                        from.customerStart + from.customerLength);
        reuse.customerStart = 0;
        reuse.customerLength = from.customerLength;
        reuse.type =
                Arrays.copyOfRange(from.type, from.typeStart, from.typeStart + from.typeLength);
        reuse.typeStart = 0;
        reuse.typeLength = from.typeLength;
        reuse.ts = from.ts;
        reuse.usd = from.usd;
        reuse.amountDefaulted = from.amountDefaulted;
        reuse.position = from.position;
        reuse.predecessor = from.predecessor;
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Event record, DataOutputView target) throws IOException {
        Varint.write(target, record.idLength);
        target.write(record.id, record.idStart, record.idLength);
        Varint.write(target, record.customerLength);
        target.write(record.customer, record.customerStart, record.customerLength);
        Varint.write(target, record.typeLength);
        target.write(record.type, record.typeStart, record.typeLength);
        Varint.write(target, record.ts);
        // Not writeDouble, to which all NaN are one.
        target.writeLong(Double.doubleToRawLongBits(record.usd));
        target.writeBoolean(record.amountDefaulted);
        Varint.write(target, record.position);
        target.writeLong(record.predecessor);
    }

    @Override
    public Event deserialize(DataInputView source) throws IOException {
        return deserialize(new Event(), source);
    }

    @Override
    public Event deserialize(Event reuse, DataInputView source) throws IOException {
        reuse.idStart = 0;
        reuse.id = readBytes(source);
        reuse.idLength = reuse.id.length;
        reuse.customerStart = 0;
        reuse.customer = readBytes(source);
        reuse.customerLength = reuse.customer.length;
        reuse.typeStart = 0;
        reuse.type = readBytes(source);
        reuse.typeLength = reuse.type.length;
        reuse.ts = Varint.read(source);
        reuse.usd = Double.longBitsToDouble(source.readLong());
        reuse.amountDefaulted = source.readBoolean();
        reuse.position = Varint.read(source);
        reuse.predecessor = source.readLong();
        return reuse;
    }

    private static byte[] readBytes(DataInputView source) throws IOException {
        byte[] bytes = new byte[Varint.readInt(source)];
        source.readFully(bytes);
        return bytes;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Event> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Records travel, they are never state: nothing to be compatible with. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Event> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
