package io.customerreport.cli.options;

import io.customerreport.job.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts the options of files in place of {@code @FILE}.
 *
 * <p>A file has one option a line, its value after the first blank or equals sign, as it is to the
 * end of the line: nothing is quoted. Lines that are empty or begin with {@code #} say nothing.
 * What stands where an option's value is expected is that value, whatever it begins with.
 */
final class OptionFiles {

    private static final String MARK = "@";
    private static final String COMMENT = "#";
    private static final long LARGEST = 1 << 20;

    private final CommandSpec options;

    OptionFiles(CommandSpec options) {
        this.options = options;
    }

    /**
     * @throws UsageException if a file cannot be read, or holds what is no option
     */
    String[] expanded(String... args) throws UsageException {
        List<String> all = new ArrayList<>();
        boolean valueNext = false;
        for (String arg : args) {
            if (!valueNext && arg.startsWith(MARK) && arg.length() > 1) {
                addOptions(arg.substring(1), all);
            } else {
                all.add(arg);
            }
            valueNext = !valueNext && needsValue(arg);
        }
        return all.toArray(String[]::new);
    }

    private boolean needsValue(String arg) {
        OptionSpec option = options.findOption(arg);
        return option != null && option.arity().max() > 0;
    }

    private void addOptions(String file, List<String> all) throws UsageException {
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String option = line.strip();
            if (option.isEmpty() || option.startsWith(COMMENT)) {
                continue;
            }
            if (!option.startsWith("-")) {
                throw new UsageException(
                        "line %d of %s%s is '%s', which is not an option: each line holds an option and its value"
                                .formatted(number, MARK, file, option));
            }
            String[] parts = option.split("[\\s=]", 2);
            all.add(parts[0]);
            if (parts.length > 1) {
                all.add(parts[1].strip());
            }
        }
    }

    private static List<String> lines(String file) throws UsageException {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new UsageException(MARK + file + " is larger than a file of options can be");
            }
            return Files.readAllLines(path);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new UsageException(MARK + file + " names a file of options that does not exist");
        } catch (CharacterCodingException e) {
            throw new UsageException(MARK + file + " is not a text in UTF-8");
        } catch (IOException e) {
            throw new UsageException(MARK + file + " cannot be read as a file of options");
        }
    }
}
