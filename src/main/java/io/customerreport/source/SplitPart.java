package io.customerreport.source;

/** What a split holds: byte ranges to read, and messages to hand on. */
sealed interface SplitPart permits FileRange, SplitPart.Message {

    /** Does not belong to one range. */
    record Message(InputMessage message) implements SplitPart {}
}
