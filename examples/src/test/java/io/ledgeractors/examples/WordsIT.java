package io.ledgeractors.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the commands print about unusable directories and about payments. */
class WordsIT {
    private final ExamplesConsole console = new ExamplesConsole();

    @TempDir
    Path directory;

    @Test
    void shouldSayInWordsThatADirectoryCannotBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        String below = file.resolve("data").toString();
        String orders =
                ExamplesConsole.root().resolve("examples/orders-sample.csv").toString();
        String[][] commands = {
            {"orders", orders, "--months", "1", "--data", below},
            {"payments", "--count", "1", "--data", below},
            {"start", "--addresses", "127.0.0.1:0", "--data", below},
            {"users", "--memory", "--users", below},
            {"users", "--memory", "--users", file.toString()},
        };
        for (String[] command : commands) {
            assertThat(console.run(command)).as(console.all()).isEqualTo(2);
            assertThat(console.err())
                    .contains(file.toString())
                    .doesNotContain("Exception", "java.", "h2")
                    .hasLineCount(1);
        }
    }

    @Test
    void shouldPrintWordsAboutPayments() {
        assertThat(console.run("payments", "--count", "40", "--memory"))
                .as(console.all())
                .isZero();
        assertThat(console.out())
                .containsPattern("plain +\\d+ paid")
                .containsPattern("refunded +\\d+ refunded")
                .containsPattern("refusals of attempts: .*\\d+ declined")
                .doesNotContain("{", "}", "=");
    }
}
