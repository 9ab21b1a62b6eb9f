package io.customerreport.parse;

/** A fuzzer's target: the input is a line, which both tiers read. */
public final class TierFuzz {

    private static final TierAgreement TIERS = new TierAgreement();

    private TierFuzz() {}

    /** What the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] line) {
        TIERS.check(line);
    }
}
