package io.customerreport.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a headless Chromium makes of pages; skipped where there is none.
 *
 * <p>Pictures of the pages are left in {@code target/page-pictures}, for people to look at.
 */
class PageInBrowserTest {

    private static final int PHONE = 360;
    private static final int TABLET = 768;
    private static final int DESKTOP = 1280;

    @TempDir static Path folder;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "there is no Chromium on the PATH");
        browser = Browser.start(chromium.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void pagesFitPhonesAndDesktopsInBothThemesWithoutAComplaint() throws Exception {
        show("ordinary", Pages.ordinary());
        show("hostile", Pages.hostile());
        show("one-customer", Pages.oneCustomer());
        show("one-day", Pages.oneDay());
        show("ten-years", Pages.tenYears());
        show("all-rejected", Pages.allRejected());
        show("warned", Pages.warned());
        show("noticed", Pages.noticed());
    }

    private static void show(String name, String html) throws Exception {
        Path page = Files.writeString(folder.resolve(name + ".html"), html);
        for (int width : new int[] {PHONE, TABLET, DESKTOP}) {
            for (boolean dark : new boolean[] {false, true}) {
                Browser.View view = browser.show(page, width, dark, dark);

                keepPicture(name + "-" + width + (dark ? "-dark" : "-light"), view);
                assertThat(view.complaints()).isEmpty();
                assertThat(view.requests()).isEmpty();
                assertThat(view.width()).isEqualTo(width);
                assertThat(view.background())
                        .isEqualTo(dark ? "rgb(15, 19, 23)" : "rgb(245, 246, 248)");
                assertThat(view.text()).contains("Customer report", "About these numbers");
            }
        }
    }

    @Test
    void hostileNamesAreShownAsText() throws Exception {
        Path page = Files.writeString(folder.resolve("names.html"), Pages.hostile());

        String text = browser.show(page, DESKTOP, false, true).text();

        assertThat(text)
                .contains("<script>alert(1)</script>", "\"quotes\" 'and' & &amp; <b>")
                .contains("</style></svg></title>-->]]>", "\\u{202E}gnp.exe")
                .contains("… (10,000 characters)");
    }

    @Test
    void policyStopsWhatAPageShouldNotHold() throws Exception {
        String smuggled =
                Pages.ordinary()
                        .replace(
                                "</body>",
                                "<script>document.body.append('it ran')</script>"
                                        + "<img src=\"http://127.0.0.1:9/x.png\"></body>");

        Browser.View view =
                browser.show(
                        Files.writeString(folder.resolve("smuggled.html"), smuggled),
                        DESKTOP,
                        false,
                        false);

        assertThat(view.complaints()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(view.text()).doesNotContain("it ran");
    }

    private static void keepPicture(String name, Browser.View view) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "page-pictures"));
        Files.write(pictures.resolve(name + ".png"), view.png());
    }
}
