package io.ledgeractors.embedded.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something that must have happened by a time. For the event loop. */
final class Deadline {
    private final EventLoop loop;
    private @Nullable ScheduledFuture<?> running;

    Deadline(EventLoop loop) {
        this.loop = loop;
    }

    /** Calls {@code passed} after this time unless it is stopped or started again before. */
    void start(Duration time, Runnable passed) {
        stop();
        running = loop.schedule(
                () -> {
                    running = null;
                    passed.run();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Nothing is waited for any more. */
    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    boolean isRunning() {
        return running != null;
    }
}
