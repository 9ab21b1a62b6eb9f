package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is not marked as nullable is never null, in every package. */
final class NullnessTest {

    @Test
    void everyPackageSaysThatOnlyWhatIsMarkedMayBeNull() throws IOException {
        assertThat(Sources.files())
                .extracting(file -> file.resolveSibling("package-info.java"))
                .isNotEmpty()
                .allMatch(info -> Sources.text(info).contains("\n@NullMarked\n"));
    }
}
