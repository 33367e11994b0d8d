package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what the formatter does not: the length of the lines in Javadoc, comments and configuration. */
class SourceTextTest {
    private static final int LINE_MAX = 120;

    @Test
    void shouldHaveLinesOfAtMost120Characters() throws Exception {
        List<String> tooLong = new ArrayList<>();
        List<Path> sources = sources();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_MAX && !isIndivisible(lines.get(i))) {
                    tooLong.add(ReactorModules.root().relativize(source) + ":" + (i + 1));
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : ReactorModules.allListed()) {
            Path folder = ReactorModules.root().resolve(module).resolve("src");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(SourceTextTest::isText).forEach(sources::add);
                } catch (UncheckedIOException failure) {
                    throw failure.getCause();
                }
            }
        }
        return sources;
    }

    private static boolean isText(Path file) {
        String name = file.toString();
        return name.endsWith(".java") || name.endsWith(".conf");
    }

    // A link or an import cannot be broken in two.
    private static boolean isIndivisible(String line) {
        return line.contains("://") || line.startsWith("import ");
    }
}
