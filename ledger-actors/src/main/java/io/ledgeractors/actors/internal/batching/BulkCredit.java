package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the asks of the bulk lane at the batcher, whatever the number of senders: in its mailbox, waiting, or in
 * flight. An ask takes credit for its events and bytes before it is sent, and returns it with its answer. An ask that
 * finds too little credit waits in line, and no later ask overtakes it. A sender with one ask in line at a time
 * therefore waits for at most one ask of each other sender.
 *
 * <p>Pure; not thread-safe.
 *
 * @param <A> the asks, compared by identity
 */
public final class BulkCredit<A extends Ask> {
    private final QueueBounds bounds;
    private final Set<A> line = new LinkedHashSet<>();
    private int holders;
    private int events;
    private long bytes;

    /** Creates credit that nobody has taken. */
    public BulkCredit(QueueBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes the credit that an ask needs. Returns true if it has the credit, false if it waits in line. */
    public boolean take(A ask) {
        if (line.isEmpty() && isEnoughFor(ask)) {
            count(ask, 1);
            return true;
        }
        line.add(ask);
        return false;
    }

    /** Takes back the credit of an ask. */
    public void returnCredit(A ask) {
        count(ask, -1);
    }

    /** Removes and returns the next ask in line if there is credit for it, which it then has; else null. */
    public @Nullable A next() {
        Iterator<A> first = line.iterator();
        if (!first.hasNext()) {
            return null;
        }
        A ask = first.next();
        if (!isEnoughFor(ask)) {
            return null;
        }
        first.remove();
        count(ask, 1);
        return ask;
    }

    /** Removes an ask from the line. Returns false if it is not there. */
    public boolean withdraw(A ask) {
        return line.remove(ask);
    }

    /** Returns the events of the asks with credit. An ask without events counts as one. */
    public int events() {
        return events;
    }

    /** Returns the bytes of events of the asks with credit. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many asks have credit. */
    public int holders() {
        return holders;
    }

    /** Returns how many asks wait in line. */
    public int waiting() {
        return line.size();
    }

    // An ask above the whole credit must reach the batcher to be refused, so it is sent when no other has credit.
    private boolean isEnoughFor(A ask) {
        return holders == 0
                || (events + Occupancy.weight(ask) <= bounds.events()
                        && bytes + Occupancy.length(ask) <= bounds.bytes());
    }

    private void count(A ask, int sign) {
        holders += sign;
        events += sign * Occupancy.weight(ask);
        bytes += sign * Occupancy.length(ask);
    }
}
