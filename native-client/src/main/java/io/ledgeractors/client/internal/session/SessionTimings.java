package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Backoff;
import java.util.random.RandomGenerator;

/** How long to wait for what, in nanoseconds. Source: protocol fact sheet, sections 3.7 to 3.9. */
final class SessionTimings {
    private static final long MILLI = 1_000_000;

    /** A request is repeated for the first time after this. */
    static final long FIRST_TIMEOUT = 600 * MILLI;

    /** Every replica is pinged so often. */
    static final long PING_INTERVAL = 30_000 * MILLI;

    /** The same while a request is late: a pong tells of a new primary, and no pong of a dead connection. */
    static final long PING_INTERVAL_LATE = 5_000 * MILLI;

    /** A connection on which nothing came for so long after a ping is dead: as the official client's user timeout. */
    static final long PONG_TIMEOUT = 17_000 * MILLI;

    /** A connection that did not live so long is no success, even if a frame came. */
    static final long SHORT_LIVED = 1_000 * MILLI;

    /** After a connection that was closed without an answer, the next one is watched so long before the first frame. */
    static final long SETTLE = 20 * MILLI;

    /** A connected replica that has not answered the register after this is reported. */
    static final long SILENCE = 4_000 * MILLI;

    /** The round-trip time until a pong tells. */
    static final long ROUND_TRIP_START = 300 * MILLI;

    private static final long TICK = 10 * MILLI;
    private static final long ROUND_TRIP_MAX = 60_000 * MILLI;
    private static final long CONNECT_BASE = 50 * MILLI;
    private static final Backoff REPEATS = new Backoff(TICK, 9_990 * MILLI);
    private static final Backoff CONNECTS = new Backoff(CONNECT_BASE, 950 * MILLI);

    private SessionTimings() {}

    /** Until the next repeat; {@code attempt} from 1. */
    static long beforeRepeat(long roundTrip, int attempt, RandomGenerator random) {
        return 2 * roundTrip + TICK + REPEATS.spread(attempt, random);
    }

    /** Until the next connect; {@code attempt} counts those in a row that brought nothing, from 0. */
    static long beforeConnect(int attempt, RandomGenerator random) {
        return CONNECT_BASE + CONNECTS.spread(attempt, random);
    }

    /** A measured round-trip time in whole ticks of 10 ms, from one tick to 60 s. */
    static long roundTrip(long measured) {
        return Math.min(ROUND_TRIP_MAX, Math.max(TICK, measured / TICK * TICK));
    }
}
