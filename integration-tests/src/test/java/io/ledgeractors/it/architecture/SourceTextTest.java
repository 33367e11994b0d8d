package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what neither the formatter nor the compiler does: long lines in comments, and links between pages. */
class SourceTextTest {
    private static final int LINE_MAX = 120;

    // The target of a Markdown link, without a part behind #.
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void shouldHaveLinesOfAtMost120Characters() throws Exception {
        List<String> tooLong = new ArrayList<>();
        List<Path> sources = sources();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_MAX && !isIndivisible(lines.get(i))) {
                    tooLong.add(ProjectFiles.root().relativize(source) + ":" + (i + 1));
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void shouldNameTheVersionsThatAnImportedPostStops() throws Exception {
        assertThat(Files.readString(ProjectFiles.root().resolve("docs").resolve("differences.md")))
                .as("the page about differences from a real server")
                .contains("imported post or void of a pending transfer that has a timeout | up to 0.17.9: stops")
                .contains("https://github.com/tigerbeetle/tigerbeetle/pull/3867");
    }

    @Test
    void shouldLinkToPagesThatExist() throws Exception {
        List<String> broken = new ArrayList<>();
        List<Path> pages = pages();
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
                    broken.add(ProjectFiles.root().relativize(page) + " -> " + target);
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(30);
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(ProjectFiles.root())) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        try (Stream<Path> files = Files.walk(ProjectFiles.root().resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : ReactorModules.allListed()) {
            Path folder = ProjectFiles.root().resolve(module).resolve("src");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(SourceTextTest::isText).forEach(sources::add);
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
