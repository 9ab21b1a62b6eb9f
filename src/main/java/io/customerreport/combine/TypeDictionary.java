package io.customerreport.combine;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.bytes.Utf8Hash;
import java.util.Arrays;

/** Gives each event type a small number, in the order of their appearance; checkout is 0. */
final class TypeDictionary {

    static final int CHECKOUT = 0;

    private static final int INITIAL_CAPACITY = 64;

    private byte[][] names = new byte[INITIAL_CAPACITY / 2][];
    private int size;
    private long nameBytes;

    /** Numbers + 1; at most half full. */
    private int[] slots = new int[INITIAL_CAPACITY];

    TypeDictionary() {
        numberOf(CustomerAggregate.CHECKOUT, 0, CustomerAggregate.CHECKOUT.length);
    }

    int numberOf(byte[] bytes, int start, int length) {
        int mask = slots.length - 1;
        int slot = Utf8Hash.hash32(bytes, start, length) & mask;
        while (slots[slot] != 0) {
            byte[] name = names[slots[slot] - 1];
            if (Arrays.equals(name, 0, name.length, bytes, start, start + length)) {
                return slots[slot] - 1;
            }
            slot = slot + 1 & mask;
        }
        return insert(slot, Arrays.copyOfRange(bytes, start, start + length));
    }

    private int insert(int slot, byte[] name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            slots = new int[slots.length * 2];
            for (int number = 0; number < size; number++) {
                slots[freeSlot(names[number])] = number + 1;
            }
            slot = freeSlot(name);
        }
        names[size] = name;
        nameBytes += name.length;
        slots[slot] = ++size;
        return size - 1;
    }

    private int freeSlot(byte[] name) {
        int mask = slots.length - 1;
        int slot = Utf8Hash.hash32(name, 0, name.length) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** The type's UTF-8, not to be written to. */
    byte[] name(int number) {
        return names[number];
    }

    int size() {
        return size;
    }

    long memoryBytes() {
        return 24L * names.length + nameBytes;
    }
}
