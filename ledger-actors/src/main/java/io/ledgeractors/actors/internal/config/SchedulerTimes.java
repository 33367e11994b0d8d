package io.ledgeractors.actors.internal.config;

import java.time.Duration;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. The times that Pekko's scheduler takes. Stateless. */
@InternalApi
public final class SchedulerTimes {
    /** The longest time that we use: 200 days. Pekko's scheduler takes at most 248. */
    public static final Duration LONGEST = Duration.ofDays(200);

    private SchedulerTimes() {}

    /** Returns the time, or 200 days if it is longer. */
    public static Duration shortened(Duration time) {
        return time.compareTo(LONGEST) < 0 ? time : LONGEST;
    }
}
