package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.codec.EventMetadata;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.message.StateSubscription;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of the batcher, the actor that turns many small asks into few full requests. It has one session and one
 * request in flight, and assembles the next requests meanwhile. Each asker gets its own results, position by position.
 *
 * <p>The events of one command stay together in one request, as one batch. A chain of linked events must be complete
 * within one command, and ends with it. Commands with the same order key, see {@link Submit#withOrder}, are executed in
 * the order in which they arrive at the batcher, whatever their operations. Between other commands there is no order.
 *
 * <p>Every command is answered exactly once: with results, as refused (definitely not executed) or as unknown. After an
 * eviction the batcher opens a new session by itself. Before it sends anything else, it finds out what the request in
 * flight did, see {@link io.ledgeractors.actors.recovery.RequestRecovery}. Its askers get the results of the first
 * execution wherever they can be known.
 *
 * <p>An asker that stops waiting cancels nothing. With {@code AskPattern.ask(batcher, …, 2 s)} and the ledger away, the
 * asker's stage fails after 2 s, but the command stays queued and may be executed much later. Give the command a
 * time-out too, see {@link Submit#withTimeout}. The batcher then withdraws it when the time has passed, or reports it
 * as unknown if the ledger has it. Give the asker somewhat more time than the command, so that it learns which of the
 * two.
 *
 * <p>Commands stay in their JVM. A node without a session has a batcher too, which sends its requests through a
 * gateway.
 */
public final class LedgerBatcher {
    private LedgerBatcher() {}

    /** A message to the batcher. */
    public sealed interface Command extends BatcherMessage {}

    /** A command with encoded events. Immutable; the events must not change before the answer. */
    public static final class Submit implements Command, EncodedAsk {
        private static final long AS_SET = -1;
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private final Operation operation;
        private final ByteBuffer events;
        private final int count;
        private final int results;
        private final boolean imported;
        private final long order;
        private final Lane lane;
        private final long timeoutNanos;
        private final AskReplyHandler replyTo;
        // Null if the command has no credit.
        private final BulkLane.@Nullable Ticket ticket;
        // Set before the command is told.
        private boolean isAdmitted;
        // Used on the batcher's thread.
        private boolean isAnswered;

        Submit(
                Operation operation,
                ByteBuffer events,
                int count,
                int results,
                boolean imported,
                long order,
                Lane lane,
                long timeoutNanos,
                AskReplyHandler replyTo) {
            this(operation, events, count, results, imported, order, lane, timeoutNanos, replyTo, null);
        }

        private Submit(
                Operation operation,
                ByteBuffer events,
                int count,
                int results,
                boolean imported,
                long order,
                Lane lane,
                long timeoutNanos,
                AskReplyHandler replyTo,
                BulkLane.@Nullable Ticket ticket) {
            this.operation = operation;
            this.events = events;
            this.count = count;
            this.results = results;
            this.imported = imported;
            this.order = order;
            this.lane = lane;
            this.timeoutNanos = timeoutNanos;
            this.replyTo = replyTo;
            this.ticket = ticket;
        }

        /**
         * Returns an interactive command without an order key.
         *
         * @param operation an operation of 0.17, see {@link Operation#isCurrent}
         * @param events events encoded one after another between position and limit, without a trailer; they are not
         *     copied
         * @param replyTo is called once, on the thread of the batcher or of the asker, so it must not block. The
         *     batcher logs what it throws. A {@link RawReply.Reader} is lent the bytes of the results
         * @throws IllegalArgumentException if the operation does not belong to 0.17, the bytes are no whole number of
         *     events, or a query has not exactly one filter
         */
        public static Submit of(Operation operation, ByteBuffer events, Consumer<? super RawReply> replyTo) {
            if (!operation.isCurrent()) {
                throw new IllegalArgumentException(operation + " is no operation of a 0.17 client");
            }
            ByteBuffer own = events.slice().order(ByteOrder.LITTLE_ENDIAN);
            int count = own.limit() / operation.eventSize();
            if (count * operation.eventSize() != own.limit()) {
                throw new IllegalArgumentException(own.limit() + " bytes are no whole number of events: one of "
                        + operation + " has " + operation.eventSize() + " bytes");
            }
            if (operation.kind() == Operation.Kind.QUERY && count != 1) {
                throw new IllegalArgumentException("a query has exactly one filter, not " + count);
            }
            return ofWhole(operation, own, count, new RawReplyConsumer(replyTo));
        }

        /** Returns a command with whole events from 0 to the limit, little endian, which nobody changes. */
        static Submit ofWhole(Operation operation, ByteBuffer own, AskReplyHandler replyTo) {
            return ofWhole(operation, own, own.limit() / operation.eventSize(), replyTo);
        }

        private static Submit ofWhole(Operation operation, ByteBuffer own, int count, AskReplyHandler replyTo) {
            return new Submit(
                    operation,
                    own,
                    count,
                    EventMetadata.results(operation, own, count),
                    EventMetadata.isImported(operation, own),
                    0,
                    Lane.INTERACTIVE,
                    AS_SET,
                    replyTo);
        }

        /**
         * Returns the command with an order key. Commands with the same key are executed in the order of their arrival,
         * across operations too.
         *
         * @param key any number but 0, which means none; take it from {@link Ledger#newOrderKey()}
         */
        public Submit withOrder(long key) {
            return new Submit(operation, events, count, results, imported, key, lane, timeoutNanos, replyTo);
        }

        /** Returns the command in another lane. */
        public Submit withLane(Lane newLane) {
            return new Submit(operation, events, count, results, imported, order, newLane, timeoutNanos, replyTo);
        }

        /**
         * Returns the command with a time-out, which counts from its arrival at the batcher and is kept to some ms. If
         * it passes before the command is sent, the command is refused as {@link
         * io.ledgeractors.actors.message.Refusal#TIMED_OUT}. If it passes while the ledger has the command, its outcome
         * is unknown.
         *
         * @param timeout not negative; zero: no time-out, whatever {@code ledger-actors.batcher.ask-timeout} says
         * @throws IllegalArgumentException if the time-out is negative
         */
        public Submit withTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("a time-out must not be negative, but is " + timeout);
            }
            return new Submit(operation, events, count, results, imported, order, lane, nanos(timeout), replyTo);
        }

        // A longer time would not fit into a long of ns, and a century is as good as never.
        private static long nanos(Duration timeout) {
            return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
        }

        /** Returns the command in the bulk lane, with credit that goes back with the answer. */
        Submit withCredit(BulkLane.Ticket itsTicket) {
            return new Submit(
                    operation, events, count, results, imported, order, Lane.BULK, timeoutNanos, replyTo, itsTicket);
        }

        /** Returns the credit of a command that was made {@link #withCredit}. */
        BulkLane.Ticket credit() {
            return Objects.requireNonNull(ticket);
        }

        @Override
        public Operation operation() {
            return operation;
        }

        @Override
        public ByteBuffer events() {
            return events;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public int results() {
            return results;
        }

        @Override
        public long order() {
            return order;
        }

        @Override
        public boolean isImported() {
            return imported;
        }

        @Override
        public boolean isBulk() {
            return lane == Lane.BULK;
        }

        @Override
        public boolean hasCredit() {
            return ticket != null;
        }

        @Override
        public long timeoutNanos() {
            return timeoutNanos;
        }

        @Override
        public boolean isAnswered() {
            return isAnswered;
        }

        /** Marks the command as counted among the asks on their way to the batcher. */
        Submit admitted() {
            isAdmitted = true;
            return this;
        }

        @Override
        public boolean arrived() {
            boolean wasAdmitted = isAdmitted;
            isAdmitted = false;
            isAnswered = false;
            return wasAdmitted;
        }

        @Override
        public boolean readsAtOnce() {
            return replyTo.readsAtOnce();
        }

        @Override
        public void results(ByteBuffer own, long timestamp) {
            isAnswered = true;
            try {
                replyTo.results(own, timestamp);
            } finally {
                returnCredit();
            }
        }

        @Override
        public void refused(Refusal reason, String message) {
            isAnswered = true;
            try {
                replyTo.refused(reason, message);
            } finally {
                returnCredit();
            }
        }

        @Override
        public void unknown(String message) {
            isAnswered = true;
            try {
                replyTo.unknown(message);
            } finally {
                returnCredit();
            }
        }

        private void returnCredit() {
            if (ticket != null) {
                ticket.returnCredit();
            }
        }
    }

    /**
     * Subscribes an actor to the state of the session. It is told the present state at once, then each change, until it
     * stops or unsubscribes.
     */
    public record Subscribe(ActorRef<SessionState> subscriber) implements Command, StateSubscription {
        @Override
        public boolean isBeginning() {
            return true;
        }
    }

    /** Ends a subscription. */
    public record Unsubscribe(ActorRef<SessionState> subscriber) implements Command, StateSubscription {
        @Override
        public boolean isBeginning() {
            return false;
        }
    }
}
