package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AcceptFailuresTest {
    @Test
    void shouldSayOnceThatThereAreTooManyOpenFilesAndWhatToDo() {
        Logger logger = (Logger) LoggerFactory.getLogger(AcceptFailures.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(lines);
        EmbeddedChannel listening = new EmbeddedChannel(new AcceptFailures(new RejectionLog()));
        try {
            for (int second = 0; second < 30; second++) {
                listening.pipeline().fireExceptionCaught(new IOException("accept(..) failed: Too many open files"));
            }
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        listening.checkException();
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("Too many open files")
                .contains("ulimit -n");
    }
}
