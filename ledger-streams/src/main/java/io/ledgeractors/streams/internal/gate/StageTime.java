package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. The time of stages. Thread-safe.
 *
 * @param alarms ring in place of Pekko's timers; null if there are none
 */
@InternalApi
public record StageTime(Clock clock, @Nullable Alarms alarms) {
    /** The time of a program. */
    public static final StageTime DEFAULT = new StageTime(Clock.system(), null);

    /** Returns the time in ns, from an arbitrary moment. */
    public long now() {
        return clock.monotonicNanos();
    }
}
