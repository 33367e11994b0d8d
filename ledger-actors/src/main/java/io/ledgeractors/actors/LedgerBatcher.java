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
 * The actor that turns many small asks into few full requests: one session, one request in flight, the next
 * ones assembled meanwhile, each asker answered with its own results, position by position.
 *
 * <p>Events of one command stay together, in one request, as one batch: a chain of linked events belongs into
 * one command and ends with it. Commands with the same order key, see {@link Submit#withOrder}, are executed in
 * the order in which they arrive here, whatever their operations; between others nothing is promised.
 *
 * <p>Every command is answered exactly once, with results, refused (definitely not executed) or unknown. After
 * an eviction the batcher opens a new session by itself and finds out, before anything else is sent, what the
 * request in flight did, see {@link io.ledgeractors.actors.recovery.RequestRecovery}: its askers get the results of
 * the first time wherever that can be known.
 *
 * <p>An asker that stops waiting cancels nothing. With {@code AskPattern.ask(batcher, …, 2 s)} and the ledger away, the
 * asker's stage fails after 2 s, but the command stays queued and may be executed much later. Give the command the same
 * time, see {@link Submit#withTimeout}: then it is withdrawn when that has passed, or reported as unknown if the ledger
 * has it. Give the asker somewhat more than the command, so that it hears which of the two.
 *
 * <p>Commands are for the same JVM: they have no serializer.
 */
public final class LedgerBatcher {
    private LedgerBatcher() {}

    /** What the batcher understands. */
    public sealed interface Command extends BatcherMessage {}

    /** Encoded events on their way to the ledger. Immutable; the events must not be changed until the answer. */
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
        // Null without credit.
        private final BulkLane.@Nullable Ticket ticket;
        // Set before it is told.
        private boolean isAdmitted;
        // Of the batcher's thread.
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
         * An interactive command without order key.
         *
         * @param operation one of those of 0.17, see {@link Operation#isCurrent}
         * @param events encoded one after another between position and limit, without a trailer; not copied
         * @param replyTo is called once, on the thread of the batcher or of the asker: it must not block. The batcher
         *     logs what it throws. A {@link RawReply.Reader} is lent the bytes of the results
         * @throws IllegalArgumentException if the operation is none of 0.17, the bytes are no whole number of
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

        /** The same of whole events from 0 to the limit, little endian, which nobody else has. */
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
         * The same with an order key: commands with the same key are executed in the order of their arrival,
         * across operations too.
         *
         * @param key any number but 0, which means none; take it from {@link Ledger#newOrderKey()}
         */
        public Submit withOrder(long key) {
            return new Submit(operation, events, count, results, imported, key, lane, timeoutNanos, replyTo);
        }

        /** The same in another lane. */
        public Submit withLane(Lane newLane) {
            return new Submit(operation, events, count, results, imported, order, newLane, timeoutNanos, replyTo);
        }

        /**
         * The same with a time-out, counted from the arrival at the batcher and kept to some ms: if it passes before
         * the command is sent, it is refused as {@link io.ledgeractors.actors.message.Refusal#TIMED_OUT}; if it passes
         * while the ledger has it, its outcome is unknown.
         *
         * @param timeout positive; zero: none, whatever {@code ledger-actors.batcher.ask-timeout} says
         * @throws IllegalArgumentException if it is negative
         */
        public Submit withTimeout(Duration timeout) {
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("a time-out must not be negative, but is " + timeout);
            }
            return new Submit(operation, events, count, results, imported, order, lane, nanos(timeout), replyTo);
        }

        // Centuries are as good as never, and too many of them are no number of ns.
        private static long nanos(Duration timeout) {
            return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
        }

        /** The same in the bulk lane, with credit that goes back with the answer. */
        Submit withCredit(BulkLane.Ticket itsTicket) {
            return new Submit(
                    operation, events, count, results, imported, order, Lane.BULK, timeoutNanos, replyTo, itsTicket);
        }

        /** Of a command {@link #withCredit}. */
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

        /** Counts among the asks on their way to the batcher. */
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
                ticket.giveBack();
            }
        }
    }

    /**
     * Tells an actor the state of the session: the present one at once, then each change until it stops or
     * unsubscribes.
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

    /** Returns a command whose reply is told to an actor; the same as {@link LedgerRequest#to(ActorRef)}. */
    public static <P extends LedgerReply<?>> Submit submit(LedgerRequest<P> request, ActorRef<? super P> replyTo) {
        return request.to(replyTo);
    }

    /** Returns a command whose reply is given to a consumer; the same as {@link LedgerRequest#to(Consumer)}. */
    public static <P extends LedgerReply<?>> Submit submit(LedgerRequest<P> request, Consumer<? super P> replyTo) {
        return request.to(replyTo);
    }
}
