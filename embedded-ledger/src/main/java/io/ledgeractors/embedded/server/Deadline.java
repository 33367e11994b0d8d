package io.ledgeractors.embedded.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timer for an event that must happen by a time. Only the event loop uses it. */
final class Deadline {
    private final EventLoop loop;
    private @Nullable ScheduledFuture<?> running;

    Deadline(EventLoop loop) {
        this.loop = loop;
    }

    /** Calls {@code passed} after this time, unless the timer is cancelled or started again before. */
    void start(Duration time, Runnable passed) {
        cancel();
        running = loop.schedule(
                () -> {
                    running = null;
                    passed.run();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Cancels the timer; does nothing if it is not running. */
    void cancel() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    /** Returns true from the start until the time has passed or the timer is cancelled. */
    boolean isRunning() {
        return running != null;
    }
}
