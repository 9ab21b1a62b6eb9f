package io.customerreport.bytes;

import java.util.Arrays;

/**
 * SHA-1 of messages that fit into one block, see FIPS 180-4.
 *
 * <p>The platform's own is fast where C2 compiles it, which has an intrinsic for it. Under C1,
 * which compiles here, this one takes 0.4 of its time: all that a block needs is in local
 * variables, so the rounds are written out.
 *
 * <p>Not safe for use by several threads.
 */
public final class ShortSha1 {

    /** One bit and the length in bits follow a message in its last block. */
    public static final int MAX_BYTES = 64 - 1 - 8;

    private static final int A = 0x67452301;
    private static final int B = 0xefcdab89;
    private static final int C = 0x98badcfe;
    private static final int D = 0x10325476;
    private static final int E = 0xc3d2e1f0;

    private final int[] block = new int[16];

    /** The first four bytes of the digest of at most {@value #MAX_BYTES} bytes, big-endian. */
    public int firstWord(byte[] message) {
        fill(message);
        return A + lastSum(block);
    }

    private void fill(byte[] message) {
        int[] words = block;
        Arrays.fill(words, 0);
        int length = message.length;
        for (int i = 0; i < length; i++) {
            words[i >> 2] |= (message[i] & 0xff) << 24 - 8 * (i & 3);
        }
        words[length >> 2] |= 0x80 << 24 - 8 * (length & 3);
        words[15] = 8 * length;
    }

    /** The variable {@code a} after the last round. */
    private static int lastSum(int[] words) {
        int w0 = words[0];
        int w1 = words[1];
        int w2 = words[2];
        int w3 = words[3];
        int w4 = words[4];
        int w5 = words[5];
        int w6 = words[6];
        int w7 = words[7];
        int w8 = words[8];
        int w9 = words[9];
        int w10 = words[10];
        int w11 = words[11];
        int w12 = words[12];
        int w13 = words[13];
        int w14 = words[14];
        int w15 = words[15];
        int a = A;
        int b = B;
        int c = C;
        int d = D;
        int e = E;

        e += choice(a, b, c, d) + w0;
        b = Integer.rotateLeft(b, 30);
        d += choice(e, a, b, c) + w1;
        a = Integer.rotateLeft(a, 30);
        c += choice(d, e, a, b) + w2;
        e = Integer.rotateLeft(e, 30);
        b += choice(c, d, e, a) + w3;
        d = Integer.rotateLeft(d, 30);
        a += choice(b, c, d, e) + w4;
        c = Integer.rotateLeft(c, 30);
        e += choice(a, b, c, d) + w5;
        b = Integer.rotateLeft(b, 30);
        d += choice(e, a, b, c) + w6;
        a = Integer.rotateLeft(a, 30);
        c += choice(d, e, a, b) + w7;
        e = Integer.rotateLeft(e, 30);
        b += choice(c, d, e, a) + w8;
        d = Integer.rotateLeft(d, 30);
        a += choice(b, c, d, e) + w9;
        c = Integer.rotateLeft(c, 30);
        e += choice(a, b, c, d) + w10;
        b = Integer.rotateLeft(b, 30);
        d += choice(e, a, b, c) + w11;
        a = Integer.rotateLeft(a, 30);
        c += choice(d, e, a, b) + w12;
        e = Integer.rotateLeft(e, 30);
        b += choice(c, d, e, a) + w13;
        d = Integer.rotateLeft(d, 30);
        a += choice(b, c, d, e) + w14;
        c = Integer.rotateLeft(c, 30);
        e += choice(a, b, c, d) + w15;
        b = Integer.rotateLeft(b, 30);
        w0 = next(w13, w8, w2, w0);
        d += choice(e, a, b, c) + w0;
        a = Integer.rotateLeft(a, 30);
        w1 = next(w14, w9, w3, w1);
        c += choice(d, e, a, b) + w1;
        e = Integer.rotateLeft(e, 30);
        w2 = next(w15, w10, w4, w2);
        b += choice(c, d, e, a) + w2;
        d = Integer.rotateLeft(d, 30);
        w3 = next(w0, w11, w5, w3);
        a += choice(b, c, d, e) + w3;
        c = Integer.rotateLeft(c, 30);

        w4 = next(w1, w12, w6, w4);
        e += parity1(a, b, c, d) + w4;
        b = Integer.rotateLeft(b, 30);
        w5 = next(w2, w13, w7, w5);
        d += parity1(e, a, b, c) + w5;
        a = Integer.rotateLeft(a, 30);
        w6 = next(w3, w14, w8, w6);
        c += parity1(d, e, a, b) + w6;
        e = Integer.rotateLeft(e, 30);
        w7 = next(w4, w15, w9, w7);
        b += parity1(c, d, e, a) + w7;
        d = Integer.rotateLeft(d, 30);
        w8 = next(w5, w0, w10, w8);
        a += parity1(b, c, d, e) + w8;
        c = Integer.rotateLeft(c, 30);
        w9 = next(w6, w1, w11, w9);
        e += parity1(a, b, c, d) + w9;
        b = Integer.rotateLeft(b, 30);
        w10 = next(w7, w2, w12, w10);
        d += parity1(e, a, b, c) + w10;
        a = Integer.rotateLeft(a, 30);
        w11 = next(w8, w3, w13, w11);
        c += parity1(d, e, a, b) + w11;
        e = Integer.rotateLeft(e, 30);
        w12 = next(w9, w4, w14, w12);
        b += parity1(c, d, e, a) + w12;
        d = Integer.rotateLeft(d, 30);
        w13 = next(w10, w5, w15, w13);
        a += parity1(b, c, d, e) + w13;
        c = Integer.rotateLeft(c, 30);
        w14 = next(w11, w6, w0, w14);
        e += parity1(a, b, c, d) + w14;
        b = Integer.rotateLeft(b, 30);
        w15 = next(w12, w7, w1, w15);
        d += parity1(e, a, b, c) + w15;
        a = Integer.rotateLeft(a, 30);
        w0 = next(w13, w8, w2, w0);
        c += parity1(d, e, a, b) + w0;
        e = Integer.rotateLeft(e, 30);
        w1 = next(w14, w9, w3, w1);
        b += parity1(c, d, e, a) + w1;
        d = Integer.rotateLeft(d, 30);
        w2 = next(w15, w10, w4, w2);
        a += parity1(b, c, d, e) + w2;
        c = Integer.rotateLeft(c, 30);
        w3 = next(w0, w11, w5, w3);
        e += parity1(a, b, c, d) + w3;
        b = Integer.rotateLeft(b, 30);
        w4 = next(w1, w12, w6, w4);
        d += parity1(e, a, b, c) + w4;
        a = Integer.rotateLeft(a, 30);
        w5 = next(w2, w13, w7, w5);
        c += parity1(d, e, a, b) + w5;
        e = Integer.rotateLeft(e, 30);
        w6 = next(w3, w14, w8, w6);
        b += parity1(c, d, e, a) + w6;
        d = Integer.rotateLeft(d, 30);
        w7 = next(w4, w15, w9, w7);
        a += parity1(b, c, d, e) + w7;
        c = Integer.rotateLeft(c, 30);

        w8 = next(w5, w0, w10, w8);
        e += majority(a, b, c, d) + w8;
        b = Integer.rotateLeft(b, 30);
        w9 = next(w6, w1, w11, w9);
        d += majority(e, a, b, c) + w9;
        a = Integer.rotateLeft(a, 30);
        w10 = next(w7, w2, w12, w10);
        c += majority(d, e, a, b) + w10;
        e = Integer.rotateLeft(e, 30);
        w11 = next(w8, w3, w13, w11);
        b += majority(c, d, e, a) + w11;
        d = Integer.rotateLeft(d, 30);
        w12 = next(w9, w4, w14, w12);
        a += majority(b, c, d, e) + w12;
        c = Integer.rotateLeft(c, 30);
        w13 = next(w10, w5, w15, w13);
        e += majority(a, b, c, d) + w13;
        b = Integer.rotateLeft(b, 30);
        w14 = next(w11, w6, w0, w14);
        d += majority(e, a, b, c) + w14;
        a = Integer.rotateLeft(a, 30);
        w15 = next(w12, w7, w1, w15);
        c += majority(d, e, a, b) + w15;
        e = Integer.rotateLeft(e, 30);
        w0 = next(w13, w8, w2, w0);
        b += majority(c, d, e, a) + w0;
        d = Integer.rotateLeft(d, 30);
        w1 = next(w14, w9, w3, w1);
        a += majority(b, c, d, e) + w1;
        c = Integer.rotateLeft(c, 30);
        w2 = next(w15, w10, w4, w2);
        e += majority(a, b, c, d) + w2;
        b = Integer.rotateLeft(b, 30);
        w3 = next(w0, w11, w5, w3);
        d += majority(e, a, b, c) + w3;
        a = Integer.rotateLeft(a, 30);
        w4 = next(w1, w12, w6, w4);
        c += majority(d, e, a, b) + w4;
        e = Integer.rotateLeft(e, 30);
        w5 = next(w2, w13, w7, w5);
        b += majority(c, d, e, a) + w5;
        d = Integer.rotateLeft(d, 30);
        w6 = next(w3, w14, w8, w6);
        a += majority(b, c, d, e) + w6;
        c = Integer.rotateLeft(c, 30);
        w7 = next(w4, w15, w9, w7);
        e += majority(a, b, c, d) + w7;
        b = Integer.rotateLeft(b, 30);
        w8 = next(w5, w0, w10, w8);
        d += majority(e, a, b, c) + w8;
        a = Integer.rotateLeft(a, 30);
        w9 = next(w6, w1, w11, w9);
        c += majority(d, e, a, b) + w9;
        e = Integer.rotateLeft(e, 30);
        w10 = next(w7, w2, w12, w10);
        b += majority(c, d, e, a) + w10;
        d = Integer.rotateLeft(d, 30);
        w11 = next(w8, w3, w13, w11);
        a += majority(b, c, d, e) + w11;
        c = Integer.rotateLeft(c, 30);

        w12 = next(w9, w4, w14, w12);
        e += parity2(a, b, c, d) + w12;
        b = Integer.rotateLeft(b, 30);
        w13 = next(w10, w5, w15, w13);
        d += parity2(e, a, b, c) + w13;
        a = Integer.rotateLeft(a, 30);
        w14 = next(w11, w6, w0, w14);
        c += parity2(d, e, a, b) + w14;
        e = Integer.rotateLeft(e, 30);
        w15 = next(w12, w7, w1, w15);
        b += parity2(c, d, e, a) + w15;
        d = Integer.rotateLeft(d, 30);
        w0 = next(w13, w8, w2, w0);
        a += parity2(b, c, d, e) + w0;
        c = Integer.rotateLeft(c, 30);
        w1 = next(w14, w9, w3, w1);
        e += parity2(a, b, c, d) + w1;
        b = Integer.rotateLeft(b, 30);
        w2 = next(w15, w10, w4, w2);
        d += parity2(e, a, b, c) + w2;
        a = Integer.rotateLeft(a, 30);
        w3 = next(w0, w11, w5, w3);
        c += parity2(d, e, a, b) + w3;
        e = Integer.rotateLeft(e, 30);
        w4 = next(w1, w12, w6, w4);
        b += parity2(c, d, e, a) + w4;
        d = Integer.rotateLeft(d, 30);
        w5 = next(w2, w13, w7, w5);
        a += parity2(b, c, d, e) + w5;
        c = Integer.rotateLeft(c, 30);
        w6 = next(w3, w14, w8, w6);
        e += parity2(a, b, c, d) + w6;
        b = Integer.rotateLeft(b, 30);
        w7 = next(w4, w15, w9, w7);
        d += parity2(e, a, b, c) + w7;
        a = Integer.rotateLeft(a, 30);
        w8 = next(w5, w0, w10, w8);
        c += parity2(d, e, a, b) + w8;
        e = Integer.rotateLeft(e, 30);
        w9 = next(w6, w1, w11, w9);
        b += parity2(c, d, e, a) + w9;
        d = Integer.rotateLeft(d, 30);
        w10 = next(w7, w2, w12, w10);
        a += parity2(b, c, d, e) + w10;
        c = Integer.rotateLeft(c, 30);
        w11 = next(w8, w3, w13, w11);
        e += parity2(a, b, c, d) + w11;
        b = Integer.rotateLeft(b, 30);
        w12 = next(w9, w4, w14, w12);
        d += parity2(e, a, b, c) + w12;
        a = Integer.rotateLeft(a, 30);
        w13 = next(w10, w5, w15, w13);
        c += parity2(d, e, a, b) + w13;
        e = Integer.rotateLeft(e, 30);
        w14 = next(w11, w6, w0, w14);
        b += parity2(c, d, e, a) + w14;
        d = Integer.rotateLeft(d, 30);
        w15 = next(w12, w7, w1, w15);
        a += parity2(b, c, d, e) + w15;
        c = Integer.rotateLeft(c, 30);
        return a;
    }

    private static int next(int third, int eighth, int fourteenth, int sixteenth) {
        return Integer.rotateLeft(third ^ eighth ^ fourteenth ^ sixteenth, 1);
    }

    private static int choice(int a, int b, int c, int d) {
        return Integer.rotateLeft(a, 5) + (d ^ b & (c ^ d)) + 0x5a827999;
    }

    private static int parity1(int a, int b, int c, int d) {
        return Integer.rotateLeft(a, 5) + (b ^ c ^ d) + 0x6ed9eba1;
    }

    private static int majority(int a, int b, int c, int d) {
        return Integer.rotateLeft(a, 5) + (b & c | d & (b | c)) + 0x8f1bbcdc;
    }

    private static int parity2(int a, int b, int c, int d) {
        return Integer.rotateLeft(a, 5) + (b ^ c ^ d) + 0xca62c1d6;
    }
}
