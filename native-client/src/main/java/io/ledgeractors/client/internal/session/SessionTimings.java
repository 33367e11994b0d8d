package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Backoff;
import java.util.random.RandomGenerator;

/** The timeouts and waits of a session, in nanoseconds. Source: protocol fact sheet, sections 3.7 to 3.9. */
final class SessionTimings {
    private static final long MILLI = 1_000_000;

    /** The time after which a request without a reply is repeated for the first time, 600 ms. */
    static final long FIRST_TIMEOUT = 600 * MILLI;

    /** The time between pings to each connected replica, 30 s. */
    static final long PING_INTERVAL = 30_000 * MILLI;

    /**
     * The time between pings while a request has no reply after its first timeout, 5 s. A pong announces a new primary,
     * and a missing pong shows a dead connection.
     */
    static final long PING_INTERVAL_LATE = 5_000 * MILLI;

    /**
     * The time without a frame after a ping that shows a dead connection, 17 s. The official client's user timeout is
     * the same.
     */
    static final long PONG_TIMEOUT = 17_000 * MILLI;

    /** The age below which a lost connection counts as a bad one, 1 s, even if a frame came on it. */
    static final long SHORT_LIVED = 1_000 * MILLI;

    /**
     * The time for which a connection is watched before its first frame, 20 ms, if the one before was closed without an
     * answer. A server that closes it meanwhile did not close it because of a frame.
     */
    static final long WATCH = 20 * MILLI;

    /** The time after which a connected replica that has not answered the register is reported, 4 s. */
    static final long SILENCE = 4_000 * MILLI;

    /** The time for which a report of a wrong order waits for more replicas to answer, 1 s. */
    static final long BEFORE_ORDER_REPORT = 1_000 * MILLI;

    /** The round-trip time that is assumed until the first pong: 300 ms. */
    static final long ROUND_TRIP_START = 300 * MILLI;

    private static final long SET_ASIDE_BASE = 1_000 * MILLI;
    private static final int SET_ASIDE_DOUBLINGS_MAX = 6;
    private static final long TICK = 10 * MILLI;
    private static final long ROUND_TRIP_MAX = 60_000 * MILLI;
    private static final long CONNECT_BASE = 50 * MILLI;
    private static final Backoff REPEATS = new Backoff(TICK, 9_990 * MILLI);
    private static final Backoff CONNECTS = new Backoff(CONNECT_BASE, 950 * MILLI);

    private SessionTimings() {}

    /** Returns the wait before the next repeat of a request; {@code attempt} counts from 1. */
    static long beforeRepeat(long roundTrip, int attempt, RandomGenerator random) {
        return 2 * roundTrip + TICK + REPEATS.spread(attempt, random);
    }

    /** Returns the wait before the next connect; {@code attempt} is the number of failed ones in a row, from 0. */
    static long beforeConnect(int attempt, RandomGenerator random) {
        return CONNECT_BASE + CONNECTS.spread(attempt, random);
    }

    /**
     * Returns the wait before the next connect at a place whose replica answers at another one, 1 s to 64 s. The
     * parameter is the number of such waits before. By then a name may lead to another replica. If not, the attempt
     * costs the other connection, because a server keeps one for each client.
     */
    static long setAside(int attempt) {
        return SET_ASIDE_BASE << Math.min(attempt, SET_ASIDE_DOUBLINGS_MAX);
    }

    /** Returns a measured round-trip time in whole ticks of 10 ms, from one tick to 60 s. */
    static long roundTrip(long measured) {
        return Math.min(ROUND_TRIP_MAX, Math.max(TICK, measured / TICK * TICK));
    }
}
