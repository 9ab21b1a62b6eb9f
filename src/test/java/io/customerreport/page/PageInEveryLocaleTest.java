package io.customerreport.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageInEveryLocaleTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa-IR-u-nu-arabext",
                "ar-SA-u-nu-arab",
                "th-TH-u-nu-thai-ca-buddhist",
                "tr-TR",
                "bn-BD-u-nu-beng"
            })
    void pageIsTheSameInEveryLocale(String tag) {
        Locale.setDefault(Locale.ENGLISH);
        String usual = Pages.ordinary();

        Locale.setDefault(Locale.forLanguageTag(tag));

        assertThat(Pages.ordinary()).isEqualTo(usual);
    }
}
