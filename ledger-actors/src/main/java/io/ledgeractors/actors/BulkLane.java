package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.internal.batching.BulkCredit;
import io.ledgeractors.actors.internal.batching.QueueBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends commands of programs that send without end, such as streams and imports, to the batcher's bulk lane, with
 * credit. All its commands at the batcher together fill at most three requests. So memory is bounded whatever the
 * number of senders, and no command is refused as {@link io.ledgeractors.actors.message.Refusal#OVERLOADED}. A command
 * without credit waits in line, in its sender's memory. Credit comes back with the answer, whatever the answer is.
 *
 * <p>The line is served in order. A fair sender has at most one command in line. It sends the next one when the one
 * before is not {@link Ticket#isWaiting} any more. Thread-safe.
 */
public final class BulkLane {
    /**
     * Suffices for one request in flight, an assembled one and one to fill the next. More would only wait at the
     * batcher.
     */
    static final QueueBounds BOUNDS = new QueueBounds(3 * 8_190, 3L << 20);

    private final Consumer<Submit> batcher;
    private final BulkCredit<Submit> credit = new BulkCredit<>(BOUNDS);

    BulkLane(Consumer<Submit> batcher) {
        this.batcher = batcher;
    }

    /** A command that was sent, or waits for credit. Thread-safe. */
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

        /** Returns true while the command waits in line. */
        public boolean isWaiting() {
            return waits;
        }

        /**
         * Withdraws the command if it waits in line. It is then never executed and never answered.
         *
         * @return false if the batcher has the command, or had it; it is answered
         */
        public boolean withdraw() {
            return waits && lane.withdraw(this);
        }

        /** Returns the credit, because the command was answered. */
        void returnCredit() {
            lane.returnCredit(this);
        }
    }

    /**
     * Sends a command in the bulk lane, now or as soon as there is credit.
     *
     * @param whenSent is called once, on any thread, when a command that had to wait in line is sent. It must not block
     *     or throw
     */
    public Ticket send(Submit ask, Runnable whenSent) {
        Ticket ticket = new Ticket(this, ask, whenSent);
        synchronized (credit) {
            ticket.waits = !credit.take(ticket.ask);
            if (!ticket.waits) {
                // Sending within the lock keeps a command from overtaking another on the way to the mailbox.
                batcher.accept(ticket.ask);
            }
        }
        return ticket;
    }

    /** Returns how many events are on their way to the batcher, wait there, or are in flight. */
    public int events() {
        synchronized (credit) {
            return credit.events();
        }
    }

    /** Returns how many commands wait in line. */
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

    private void returnCredit(Ticket ticket) {
        List<Ticket> sent;
        synchronized (credit) {
            credit.returnCredit(ticket.ask);
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
