package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a producer that is far too fast in a JVM of 256 MiB, see {@link OverloadProgram}. */
class OverloadIT {
    @TempDir
    Path directory;

    @Test
    void shouldRefuseAMillionAsksInLittleMemoryAndRecover() throws IOException, InterruptedException {
        Path output = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                OverloadProgram.class.getName()));
        if (ServerUnderTest.isOutside()) {
            try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
                command.addAll(
                        List.of(server.address().toString(), server.cluster().toString()));
            }
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
            String said = Files.readString(output);
            System.out.println(said);
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains("recovered: true").contains(" 0 others");
        } finally {
            process.destroyForcibly();
        }
    }
}
