package io.ledgeractors.it.wire;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Runs Netty's leak detection at its highest level, which tracks every buffer that is allocated meanwhile. */
final class LeakWatch implements AutoCloseable {
    private static final long PATIENCE_MS = 10_000;

    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

    LeakWatch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        reports.start();
        logger.addAppender(reports);
        logger.setAdditive(false); // tests assert on the reports, so the log does not need them
    }

    /** Returns the leaks so far. Collects garbage, because a leak shows when an unreleased buffer is gone. */
    List<String> leaks() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            collectGarbage();
            // The detector reports when the next buffer of a kind is made.
            for (ByteBuf made : List.of(
                    PooledByteBufAllocator.DEFAULT.directBuffer(16), PooledByteBufAllocator.DEFAULT.heapBuffer(16))) {
                made.release();
            }
        }
        return List.copyOf(reports.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    // Returns once references to what became unreachable before the call are in their queues.
    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> unreachable = new PhantomReference<>(new Object(), collected);
        System.gc();
        if (collected.remove(PATIENCE_MS) != unreachable) {
            throw new AssertionError("the garbage was not collected within " + PATIENCE_MS + " ms");
        }
    }

    @Override
    public void close() {
        logger.setAdditive(true);
        logger.detachAppender(reports);
        ResourceLeakDetector.setLevel(before);
    }
}
