package io.ledgeractors.testkit.fault;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.List;

/**
 * The faults of a test. Some strike an ask that is to come ({@link #next(Operation)}), others the ledger, its sessions
 * or its disk as a whole.
 *
 * <p>Nothing above the batcher is replaced. An ask goes through the real batcher, the real rules of a session, and
 * frames in memory to the real server side of the embedded ledger, which keeps a log on a disk in memory. Each fault
 * acts at its place on this way, and what follows is what these parts do about it. The waits of these parts, such as
 * that before a request without a reply is sent again, pass only when the test moves its time.
 *
 * <p>Thread-safe. A method returns once its effect has taken place, or once the fault waits for its ask.
 */
public interface Faults {
    /**
     * Selects the next ask of an operation.
     *
     * @param operation an operation of 0.17, see {@link Operation#isCurrent()}
     */
    NextAsk next(Operation operation);

    /**
     * Selects the next ask that names an id: that of an account or transfer to create or to look up.
     *
     * @param operation an operation that creates or looks up
     * @throws IllegalArgumentException if the operation is a query, which names no ids of its own
     */
    NextAsk next(Operation operation, UInt128 id);

    /** Selects the next ask that names an id, see {@link #next(Operation, UInt128)}; the id is not negative. */
    default NextAsk next(Operation operation, long id) {
        return next(operation, UInt128.of(id));
    }

    /** Selects the next ask, whatever its operation. */
    NextAsk next();

    /**
     * Selects each ask, whatever its operation, by chance. The same seed makes the same choices among the same asks in
     * the same order.
     *
     * @param probability 0 to 1
     */
    default NextAsk withProbability(double probability, long seed) {
        return next().withProbability(probability, seed);
    }

    /** Lets everything go on that {@link NextAsk#hold()} holds. A hold that waits for its ask goes on waiting. */
    void release();

    /**
     * Ends the sessions that are open, as 64 newer clients would: the server forgets those whose last reply is oldest.
     * A session hears of it when it sends its next request. The batcher then opens a new one, finds out what its
     * request did, and answers the asker. That takes a wait of {@code ledger-actors.batcher.min-backoff} and more.
     */
    void evictSession();

    /**
     * Cuts the connections of all sessions. They connect anew after 50 ms and more, and send again what has no reply.
     */
    void disconnect();

    /**
     * Lets the server lose its power while it executes the next ask that creates accounts or transfers, before its disk
     * has the ask. The server starts anew from its log, without the ask. The session connects and sends the ask again,
     * which is then executed for the first time.
     */
    default Fault crashBeforeCommit() {
        return next().where(events -> events.operation().isCreate()).crashBeforeCommit();
    }

    /**
     * Lets the server lose its power after its disk has the next ask that creates accounts or transfers, and before the
     * reply leaves. The server starts anew from its log, with the ask. The session connects and sends the ask again,
     * and gets the reply to the first execution.
     */
    default Fault crashAfterCommit() {
        return next().where(events -> events.operation().isCreate()).crashAfterCommit();
    }

    /**
     * Fills the disk. The ledger executes nothing that creates objects, and answers reads. A server closes the
     * connection of a client whose request it cannot take, and the session sends the request again, until there is
     * space or its ask's time-out passes. Nothing that was acknowledged is lost.
     */
    void fillDisk();

    /** Frees the disk that {@link #fillDisk()} has filled. The ledger goes on by itself. */
    void freeDisk();

    /**
     * Makes each force of the log take a time, so that replies come this much later.
     *
     * @param force how long; zero: no time passes, as without this call
     */
    void slow(Duration force);

    /** Returns the faults that wait for an ask, in words. A test may check at its end that there is none. */
    List<String> waiting();

    /** Takes back the faults that wait for an ask, releases what is held, and makes the disk large and fast again. */
    void clear();
}
