package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger with records in files works within its bounds of memory, because the test gives it no more. */
class MemoryIT {
    private static final Pattern FIGURE = Pattern.compile("([0-9]+) transfers, at most ([0-9.]+) B of heap each");
    private static final double HEAP_PER_TRANSFER = 96;

    @TempDir
    Path home;

    @Test
    void shouldHoldAMillionTransfersInATenthOfTheMemory() throws Exception {
        assertBounded(1_000_000, "fill", 26 << 20, "-Xmx200m", "-XX:MaxDirectMemorySize=52m");
    }

    @Test
    @Tag("campaign")
    void shouldHoldTenMillionTransfers() throws Exception {
        assertBounded(10_000_000, "fill", 256 << 20, "-Xmx2g", "-XX:MaxDirectMemorySize=512m");
    }

    @Test
    void shouldRefuseWhatThereIsNoHeapForAndGoOnReading() throws Exception {
        String said = run(0, "exhaust", 16 << 20, "-Xmx48m", "-XX:MaxDirectMemorySize=32m");
        assertThat(said).contains("20 requests refused, books balance");
    }

    private void assertBounded(int transfers, String mode, int cache, String... flags) throws Exception {
        String said = run(transfers, mode, cache, flags);
        System.out.print(said);
        Matcher figure = FIGURE.matcher(said);
        assertThat(figure.find()).as(said).isTrue();
        assertThat(Integer.parseInt(figure.group(1))).isGreaterThanOrEqualTo(transfers);
        assertThat(Double.parseDouble(figure.group(2))).isBetween(40.0, HEAP_PER_TRANSFER);
    }

    private String run(int transfers, String mode, int cache, String... flags)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-ea", "-cp", System.getProperty("java.class.path")));
        command.add(MemoryProbe.class.getName());
        command.addAll(List.of(mode, home.resolve("records").toString(), "" + cache, "" + transfers));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
