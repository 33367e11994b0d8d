package io.ledgeractors.testkit.internal.host;

import com.typesafe.config.Config;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.LightArrayRevolverScheduler;
import org.apache.pekko.event.LoggingAdapter;

/**
 * Pekko's scheduler, which keeps its system from its end after it has ended itself. Every system passes through this
 * state: the scheduler refuses to schedule, and the system has not terminated. One system of a JVM at a time may use
 * it.
 */
public final class LingeringScheduler extends LightArrayRevolverScheduler {
    private static volatile CountDownLatch closed = new CountDownLatch(1);
    private static volatile CountDownLatch mayEnd = new CountDownLatch(1);

    /** Pekko calls this. */
    public LingeringScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        super(config, log, threads);
        closed = new CountDownLatch(1);
        mayEnd = new CountDownLatch(1);
    }

    static void awaitClosed() throws InterruptedException {
        closed.await();
    }

    static void letSystemEnd() {
        mayEnd.countDown();
    }

    @Override
    public void close() {
        super.close();
        closed.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
