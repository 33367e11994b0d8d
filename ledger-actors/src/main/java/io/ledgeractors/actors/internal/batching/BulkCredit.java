package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of the bulk lane may be at the batcher, whatever the number of senders: in its mailbox, waiting, or in
 * flight. An ask takes its events and bytes before it is sent and gives them back with its answer. Who finds too little
 * left stands in line, and nobody overtakes: a sender that has one ask in line at a time gets its turn after one of
 * each other sender at most.
 *
 * <p>Pure: no clock, no threads. Not thread-safe.
 *
 * @param <A> the asks, told apart by identity
 */
public final class BulkCredit<A extends Ask> {
    private final QueueLimits bounds;
    private final Set<A> line = new LinkedHashSet<>();
    private int holders;
    private int events;
    private long bytes;

    /** All of it is free. */
    public BulkCredit(QueueLimits bounds) {
        this.bounds = bounds;
    }

    /** Takes what an ask needs: true if it has it, false if it stands in line now. */
    public boolean take(A ask) {
        if (line.isEmpty() && isEnoughFor(ask)) {
            count(ask, 1);
            return true;
        }
        line.add(ask);
        return false;
    }

    /** Takes back what an ask had. */
    public void giveBack(A ask) {
        count(ask, -1);
    }

    /** The next in line if there is enough for it: it has it now. */
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

    /** Lets an ask leave the line; false if it does not stand there. */
    public boolean withdraw(A ask) {
        return line.remove(ask);
    }

    /** Events of those who have credit; an ask without events counts as one. */
    public int events() {
        return events;
    }

    /** Bytes of events of those who have credit. */
    public long bytes() {
        return bytes;
    }

    /** How many have credit. */
    public int holders() {
        return holders;
    }

    /** How many stand in line. */
    public int waiting() {
        return line.size();
    }

    // What is more than all there is must be refused by somebody: it goes when nothing else is out.
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
