package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.EncodedAsk;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The asks that callbacks make on the batcher's own thread while it gives answers out. They queue here instead of in
 * the mailbox, because the way through the mailbox costs a quarter of an ask. {@link #take} may be called on any
 * thread, the other methods on the batcher's.
 */
public final class ReentrantAsks {
    private final Queue<EncodedAsk> asks = new ArrayDeque<>();
    private final int bound;
    private volatile @Nullable Thread answering;

    /** Creates an empty queue that never holds more than {@code bound} asks. */
    public ReentrantAsks(int bound) {
        this.bound = bound;
    }

    /** Tells that answers are given out on this thread from now on. */
    void begin() {
        answering = Thread.currentThread();
    }

    /** Tells that no more answers are given out. */
    void end() {
        answering = null;
    }

    /**
     * Takes an ask without an order key if a callback makes it on the thread that gives answers out.
     *
     * @return false if the ask must go to the mailbox, and by its bound
     */
    public boolean take(EncodedAsk ask) {
        if (answering != Thread.currentThread() || ask.order() != 0 || asks.size() >= bound) {
            return false;
        }
        asks.add(ask);
        return true;
    }

    /** Removes and returns the next ask, null if there is none. */
    @Nullable
    EncodedAsk next() {
        return asks.poll();
    }
}
