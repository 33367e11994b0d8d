package io.ledgeractors.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ledgeractors.port.DiskDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(30)
class PermissionsIT {
    private static final String LOCK = "lock";

    @TempDir
    private Path home;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Permissions.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void setUp() {
        assumeTrue(FileDisk.isPosix(home));
        logged.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(logged);
    }

    @AfterEach
    void tearDown() {
        logger.detachAppender(logged);
        logger.setLevel(null);
    }

    @Test
    void shouldWarnOnceOfADirectoryThatOthersMayChange() throws Exception {
        Path data = Files.createDirectory(home.resolve("data"));
        for (String mode : List.of("rwxrwxrwx", "rwxrwx---", "rwx----w-")) {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(mode));
            open(data);
            assertThat(warnings())
                    .containsExactly("other users may replace the files of the ledger in " + data + " (" + mode
                            + "); run: chmod 700 " + data);
        }
        for (String mode : List.of("rwx------", "rwxr-xr-x")) {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(mode));
            open(data);
            assertThat(warnings()).isEmpty();
        }
    }

    @Test
    void shouldWarnOnceOfFilesThatOthersMayReadOrChange() throws Exception {
        Path data = home.resolve("data");
        open(data);
        assertThat(warnings()).isEmpty();
        Files.setPosixFilePermissions(data.resolve("x"), PosixFilePermissions.fromString("rw-r--r--"));
        open(data);
        assertThat(warnings())
                .containsExactly("other users may read or change x in " + data + "; run: chmod 600 on it");
        Files.setPosixFilePermissions(data.resolve(LOCK), PosixFilePermissions.fromString("rw-----w-"));
        open(data);
        assertThat(warnings())
                .containsExactly("other users may read or change lock, x in " + data + "; run: chmod 600 on them");
    }

    private static void open(Path data) throws IOException {
        try (DiskDirectory opened = new FileDisk().open(data, LOCK, name -> false)) {
            if (!opened.list().contains("x")) {
                opened.create("x").close();
            }
        }
    }

    private List<String> warnings() {
        List<String> messages = logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        logged.list.clear();
        return messages;
    }
}
