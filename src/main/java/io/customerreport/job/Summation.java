package io.customerreport.job;

/** How sums of doubles are formed. Both are deterministic; see docs/contract.md. */
public enum Summation {
    /** The exact real sum, rounded once when read: the same bits for every order of the input. */
    EXACT,
    /** One addition after the other in input order: the bits of the Python program. */
    SEQUENTIAL
}
