package io.ledgeractors.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportFilesIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine console = new CommandLine(CommandLine.Model.CommandSpec.create());

    @TempDir
    Path directory;

    @BeforeEach
    void catchOutput() {
        console.setOut(new PrintWriter(out, true));
        console.setErr(new PrintWriter(err, true));
    }

    @Test
    void shouldShowAndWrite() throws IOException {
        assertThat(ReportFiles.in(directory.resolve("new")).show(console, "text", "{}"))
                .isTrue();
        assertThat(out.toString()).isEqualTo("text");
        assertThat(err.toString()).isEmpty();
        assertThat(directory.resolve("new").resolve("report.txt")).hasContent("text");
        assertThat(directory.resolve("new").resolve("report.json")).hasContent("{}");
    }

    @Test
    void shouldShowAndSayThatItCannotWriteWithoutCallingItBadInput() throws IOException {
        Files.createDirectory(directory.resolve("report.txt"));
        assertThat(ReportFiles.in(directory).show(console, "text", "{}")).isFalse();
        assertThat(out.toString()).isEqualTo("text");
        assertThat(err.toString()).contains("ledger: --report " + directory + ": cannot be written");
    }
}
