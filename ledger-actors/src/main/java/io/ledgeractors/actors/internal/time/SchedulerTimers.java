package io.ledgeractors.actors.internal.time;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Timers of Pekko's scheduler. */
final class SchedulerTimers<M> implements ActorTimers<M> {
    // The scheduler ticks every 10 ms, so shorter times only load it.
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private final TimerScheduler<M> timers;

    SchedulerTimers(TimerScheduler<M> timers) {
        this.timers = timers;
    }

    @Override
    public void start(Object key, M message, Duration delay) {
        timers.startSingleTimer(key, message, delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay);
    }

    @Override
    public void cancel(Object key) {
        timers.cancel(key);
    }
}
