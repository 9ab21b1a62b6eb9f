package io.customerreport.source;

import java.io.IOException;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reader does about byte ranges whose file vanished or shrank: fail, or log and count. */
final class UnfinishedFiles {

    static final String METRIC = "ranges_given_up";

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFiles.class);

    private final WatchRules.Unfinished rule;
    private final Counter givenUp;

    UnfinishedFiles(WatchRules.Unfinished rule, Counter givenUp) {
        this.rule = rule;
        this.givenUp = givenUp;
    }

    void giveUp(UnfinishedFileException why) throws IOException {
        if (rule == WatchRules.Unfinished.FAIL) {
            throw new IOException(why.getMessage(), why.getCause());
        }
        givenUp.inc();
        LOG.warn("What is left of a byte range is given up. {}", why.getMessage());
    }
}
