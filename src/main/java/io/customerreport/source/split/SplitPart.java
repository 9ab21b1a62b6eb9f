package io.customerreport.source.split;

import io.customerreport.source.block.InputMessage;

/** What a split holds: byte ranges to read, and messages to hand on. */
public sealed interface SplitPart permits FileRange, SplitPart.Message {

    /** Does not belong to one range. */
    record Message(InputMessage message) implements SplitPart {}
}
