package io.customerreport.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinePositionTest {

    @Test
    void laterFilesHaveLargerPositionsWhateverTheOffset() {
        long lastOfFirstFile = LinePosition.of(0, LinePosition.MAX_FILE_BYTES - 1);
        long lastOfAll = LinePosition.of(LinePosition.MAX_FILES - 1, lastOfFirstFile);

        assertThat(LinePosition.of(1, 0)).isEqualTo(lastOfFirstFile + 1);
        assertThat(lastOfAll).isPositive().isEqualTo((1L << 62) - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 999_999, 1_000_000, LinePosition.MAX_FILES - 1})
    void splitIdCarriesTheOrdinal(int ordinal) {
        assertThat(LinePosition.ordinal(LinePosition.splitId(ordinal, 3))).isEqualTo(ordinal);
        assertThat(LinePosition.splitId(12, 3)).isEqualTo("000012-000003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "-3", "x-1", "0x1-2"})
    void otherIdsAreRefused(String id) {
        assertThatThrownBy(() -> LinePosition.ordinal(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + id + "'");
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
