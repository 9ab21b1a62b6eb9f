package io.customerreport.source;

/** What a split holds: byte ranges to read, and what is to be handed on about the input. */
sealed interface SplitPart permits FileRange, InputNotice, InputStanding {}
