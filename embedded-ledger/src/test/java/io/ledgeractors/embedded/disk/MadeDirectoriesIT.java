package io.ledgeractors.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Directories are forced into their parents, even those that another process made before it was killed. */
class MadeDirectoriesIT {
    /** A directory in another one that this system cannot force, which shows that it was tried. */
    private static final Path UNFORCEABLE = Path.of("/proc/self");

    @Test
    void shouldForceTheParentOfADirectoryThatIsThere() throws Exception {
        Path there = UNFORCEABLE.resolve("task");
        assumeTrue(Files.isDirectory(there), "Linux");
        Logger logger = (Logger) LoggerFactory.getLogger(MadeDirectories.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(logged);
        try {
            MadeDirectories.upTo(there);
        } finally {
            logger.detachAppender(logged);
            logger.setLevel(null);
        }
        assertThat(logged.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo(UNFORCEABLE + " cannot be forced by this process");
    }
}
