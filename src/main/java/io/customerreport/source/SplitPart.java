package io.customerreport.source;

/** What a split holds: byte ranges to read, and notices to hand on to whoever counts them. */
sealed interface SplitPart permits FileRange, InputNotice {}
