package io.customerreport.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LinePositionTest {

    @Test
    void laterFilesHaveLargerPositionsWhateverTheOffset() {
        long lastOfFirstFile = LinePosition.of(0, LinePosition.MAX_FILE_BYTES - 1);
        long lastOfAll = LinePosition.of(LinePosition.MAX_FILES - 1, lastOfFirstFile);

        assertThat(LinePosition.of(1, 0)).isEqualTo(lastOfFirstFile + 1);
        assertThat(lastOfAll).isPositive().isEqualTo((1L << 62) - 1);
    }

    @Test
    void ranksOfAWatchedInputBeginAgainWhenTheyAreUsedUp() {
        assertThat(LinePosition.ordinal(LinePosition.MAX_FILES - 1)).isEqualTo((1 << 22) - 1);
        assertThat(LinePosition.ordinal(LinePosition.MAX_FILES)).isZero();
        assertThat(LinePosition.ordinal((1L << 40) + 12)).isEqualTo(12);
    }

    @Test
    void whatDoesNotFitIsAnError() {
        assertThatCode(() -> LinePosition.checkFileBytes("a", 1L << 40)).doesNotThrowAnyException();
        assertThatThrownBy(() -> LinePosition.checkFileBytes("logs/a", (1L << 40) + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("logs/a");
        assertThatThrownBy(() -> LinePosition.checkOrdinal(1 << 22))
                .isInstanceOf(IOException.class);
    }
}
