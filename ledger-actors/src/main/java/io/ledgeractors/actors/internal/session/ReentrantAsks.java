package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.EncodedAsk;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Asks that the batcher's own thread makes while it gives answers out: who is answered in a callback and asks again at
 * once. They line up here, and not in the mailbox, whose way in and out costs a quarter of an ask. {@link #take} may be
 * called on any thread, the rest on the batcher's.
 */
public final class ReentrantAsks {
    private final Queue<EncodedAsk> asks = new ArrayDeque<>();
    private final int bound;
    private volatile @Nullable Thread giving;

    /** No asks, and never more than {@code bound}. */
    public ReentrantAsks(int bound) {
        this.bound = bound;
    }

    /** Answers are given out on this thread from now on. */
    void begin() {
        giving = Thread.currentThread();
    }

    /** No more answers. */
    void end() {
        giving = null;
    }

    /**
     * Takes an ask without an order key if it is made by who is just being answered; false: it goes to the mailbox, and by
     * its bound.
     */
    public boolean take(EncodedAsk ask) {
        if (giving != Thread.currentThread() || ask.order() != 0 || asks.size() >= bound) {
            return false;
        }
        asks.add(ask);
        return true;
    }

    /** The next one to be handled, null if there is none. */
    @Nullable
    EncodedAsk next() {
        return asks.poll();
    }
}
