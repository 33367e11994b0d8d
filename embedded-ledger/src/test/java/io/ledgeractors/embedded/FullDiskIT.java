package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that cannot be opened leaves nothing behind. A limit of file sizes stands for a full disk. */
@Timeout(60)
class FullDiskIT {
    @TempDir
    private Path home;

    @Test
    void shouldLeaveNothingOfANewLedgerThatFindsNoSpace() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path data = home.resolve("a").resolve("b");
        String said = openWithSmallFiles(data);
        assertThat(said).contains("File too large").contains(".log").contains("cannot be written at offset");
        assertThat(home.resolve("a")).doesNotExist();
        EmbeddedLedger.open(settings(data)).close();

        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(openWithSmallFiles(empty)).contains("File too large");
        assertThat(empty).isEmptyDirectory();
        EmbeddedLedger.open(settings(empty)).close();
    }

    @Test
    void shouldRefuseALinkOrAFileInPlaceOfTheRecordsBeforeAnythingIsRead() throws Exception {
        Path data = home.resolve("data");
        EmbeddedLedger.open(settings(data)).close();
        Path target = Files.createDirectory(home.resolve("target"));
        Files.createDirectory(target.resolve("empty"));
        Files.writeString(target.resolve("events.pages"), "keep");
        Path records = data.resolve("records");
        Files.createSymbolicLink(records, target);
        assertRefused(data, records + " is a symbolic link");
        Files.delete(records);
        Files.writeString(records, "keep");
        assertRefused(data, records + " is a file");
        assertThat(records).hasContent("keep");
        Files.delete(records);
        Files.createDirectory(records);
        Files.createSymbolicLink(records.resolve("events.pages"), target.resolve("events.pages"));
        assertRefused(data, records.resolve("events.pages") + " is a symbolic link");
        assertThat(target.resolve("events.pages")).hasContent("keep");
        assertThat(target.resolve("empty")).isEmptyDirectory();
        Files.delete(records.resolve("events.pages"));
        EmbeddedLedger.open(settings(data)).close();
    }

    private static void assertRefused(Path data, String words) {
        assertThatThrownBy(() -> EmbeddedLedger.open(settings(data)))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("Nothing was changed");
    }

    private static String openWithSmallFiles(Path data) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 4096 && exec \"$@\"",
                        "sh",
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static EmbeddedSettings settings(Path data) {
        return EmbeddedSettings.inDirectory(data).withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES);
    }

    /** Opens a ledger and prints the result. */
    public static final class Opener {
        private Opener() {}

        public static void main(String[] args) {
            try {
                EmbeddedLedger.open(settings(Path.of(args[0]))).close();
                System.out.println("opened");
            } catch (LedgerOpenException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
