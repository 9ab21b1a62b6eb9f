package io.customerreport.page;

import io.customerreport.count.FirstRejects.Place;
import io.customerreport.source.block.InputNotice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of a run beside its options, summary and digest.
 *
 * @param ended when the run ended
 * @param program what ran, in which version
 * @param firstDefaulted the first line whose amount is no number
 * @param notices the first of what is to be said of the input
 */
public record RunFacts(
        Instant ended, String program, @Nullable Place firstDefaulted, List<InputNotice> notices) {}
