package io.customerreport.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodePointOrderTest {

    @Test
    void orderIsThatOfTheUnsignedUtf8Bytes() {
        List<String> strings =
                List.of(
                        "",
                        "a",
                        "ab",
                        "b",
                        "a\u0000",
                        "\u007f",
                        "\u0080",
                        "\u00e9",
                        "\u0800",
                        "\ud7ff",
                        "\ue000",
                        "\uff5e",
                        "\uffff",
                        "\ud800\udc00",
                        "\ud83d\ude00",
                        "\ud83d\ude01",
                        "\udbff\udfff",
                        "a\uff5e",
                        "a\ud83d\ude00");

        for (String a : strings) {
            for (String b : strings) {
                assertThat(Integer.signum(PythonStrings.BY_CODE_POINT.compare(a, b)))
                        .as("%s against %s", a, b)
                        .isEqualTo(
                                Integer.signum(
                                        Arrays.compareUnsigned(
                                                a.getBytes(UTF_8), b.getBytes(UTF_8))));
            }
        }
    }
}
