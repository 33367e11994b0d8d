package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.internal.batching.BulkCredit;
import io.ledgeractors.actors.internal.batching.QueueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way into the batcher for streams, imports and whatever else sends without end: the bulk lane, with credit. All
 * its commands together are at most three full requests at the batcher, so memory is bounded whatever the number of
 * senders, and none is refused as {@link io.ledgeractors.actors.message.Refusal#OVERLOADED}. A command that finds no
 * credit left stands in line, in its sender's memory. Credit comes back with the answer, whatever it is.
 *
 * <p>The line is served in order. A fair sender has at most one command in it: the next one follows when the one before
 * {@link Ticket#isWaiting} no more. Thread-safe.
 */
public final class BulkLane {
    /** One request in flight, one that waits assembled, one to fill the next: more would only wait. */
    static final QueueLimits BOUNDS = new QueueLimits(3 * 8_190, 3L << 20);

    private final Consumer<Submit> batcher;
    private final BulkCredit<Submit> credit = new BulkCredit<>(BOUNDS);

    BulkLane(Consumer<Submit> batcher) {
        this.batcher = batcher;
    }

    /** What became of a command that was sent. Thread-safe. */
    public static final class Ticket {
        private final BulkLane lane;
        private final Submit ask;
        private final Runnable whenSent;
        private volatile boolean waits;

        private Ticket(BulkLane lane, Submit ask, Runnable whenSent) {
            this.lane = lane;
            this.ask = ask.withCredit(this);
            this.whenSent = whenSent;
        }

        /** True while it stands in line. */
        public boolean isWaiting() {
            return waits;
        }

        /**
         * Takes the command back if it stands in line: it is never executed and never answered.
         *
         * @return false if the batcher has it, or had it: it is answered
         */
        public boolean withdraw() {
            return waits && lane.withdraw(this);
        }

        /** The command was answered. */
        void giveBack() {
            lane.giveBack(this);
        }
    }

    /**
     * Sends a command in the bulk lane, now or when there is credit.
     *
     * @param whenSent called once when a command that had to stand in line has left it, on any thread: it must not
     *     block or throw
     */
    public Ticket send(Submit ask, Runnable whenSent) {
        Ticket ticket = new Ticket(this, ask, whenSent);
        synchronized (credit) {
            ticket.waits = !credit.take(ticket.ask);
            if (!ticket.waits) {
                // Within the lock, so that nobody overtakes on the way to the mailbox.
                batcher.accept(ticket.ask);
            }
        }
        return ticket;
    }

    /** EventEncoder at the batcher, on their way to it, or in flight. */
    public int events() {
        synchronized (credit) {
            return credit.events();
        }
    }

    /** Commands that stand in line. */
    public int waiting() {
        synchronized (credit) {
            return credit.waiting();
        }
    }

    private boolean withdraw(Ticket ticket) {
        List<Ticket> sent;
        boolean isGone;
        synchronized (credit) {
            isGone = credit.withdraw(ticket.ask);
            ticket.waits = ticket.waits && !isGone;
            sent = serve();
        }
        sent.forEach(next -> next.whenSent.run());
        return isGone;
    }

    private void giveBack(Ticket ticket) {
        List<Ticket> sent;
        synchronized (credit) {
            credit.giveBack(ticket.ask);
            sent = serve();
        }
        sent.forEach(next -> next.whenSent.run());
    }

    private List<Ticket> serve() {
        List<Ticket> sent = List.of();
        for (Submit next = credit.next(); next != null; next = credit.next()) {
            sent = sent.isEmpty() ? new ArrayList<>() : sent;
            Ticket ticket = next.credit();
            ticket.waits = false;
            batcher.accept(next);
            sent.add(ticket);
        }
        return sent;
    }
}
