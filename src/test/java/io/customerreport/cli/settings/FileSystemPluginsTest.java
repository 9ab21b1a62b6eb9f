package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an embedded run says when a path needs more than the local file system. */
class FileSystemPluginsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--input s3://logs/2025-{01,02}*.gz",
                "--output s3a://reports/2025",
                "--rejects s3://rejects/2025",
                "-D execution.checkpointing.dir=s3://checkpoints/2025"
            })
    void objectStoreWithoutItsFileSystemIsRefusedWithTheCommandThatAddsIt(String option) {
        String value = option.substring(option.indexOf("s3"));

        assertThatThrownBy(() -> load(option.split(" ", 2)))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "%s '%s' needs Flink's file system for S3: mvn -q -Ps3 -DskipTests package adds it",
                        option.substring(0, option.indexOf(value) - 1), value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3.access-key",
                "s3.secret-key",
                "s3a.access.key",
                "fs.s3a.secret.key",
                "S3.Secret-Key",
                "fs.s3a.session.token"
            })
    void credentialsAmongTheSettingsAreRefusedAndNotRepeated(String key) {
        assertThatThrownBy(() -> load("-D", key + "=hush"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("-D '" + key + "' is a credential")
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY")
                .hasMessageNotContaining("hush");
    }

    @Test
    void localRunsAndOtherSettingsPass() throws UsageException {
        load("-D", "s3.endpoint=http://127.0.0.1:9000");
        load("--rejects", "file:///rejects");
    }

    private static void load(String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of(more));
        if (!args.contains("--input")) {
            args.addAll(List.of("--input", "logs"));
        }
        if (!args.contains("--output")) {
            args.addAll(List.of("--output", "report"));
        }
        FileSystemPlugins.load(
                new CommandLineParser(Clock.systemUTC())
                        .parse(args.toArray(String[]::new))
                        .orElseThrow());
    }
}
