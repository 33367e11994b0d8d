package io.ledgeractors.actors.internal.time;

import io.ledgeractors.port.Alarms;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one actor, which tell it messages later. They end when the actor stops or restarts. Used on the actor's
 * thread only.
 *
 * @param <M> the messages of the actor
 */
public interface ActorTimers<M> {
    /**
     * Starts a timer, in place of the one with the same key. A message of that one that is in the mailbox already may
     * still be handled.
     *
     * @param delay not negative
     */
    void start(Object key, M message, Duration delay);

    /** Ends the timer of this key, if there is one. */
    void cancel(Object key);

    /**
     * Returns the behavior of an actor with timers.
     *
     * @param alarms ring in place of Pekko's timers; null if there are none
     */
    static <M> Behavior<M> with(@Nullable Alarms alarms, Function<ActorTimers<M>, Behavior<M>> behavior) {
        if (alarms != null) {
            return AlarmTimers.with(alarms, behavior);
        }
        return Behaviors.withTimers((TimerScheduler<M> timers) -> behavior.apply(new SchedulerTimers<>(timers)));
    }
}
