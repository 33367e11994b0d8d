package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.codec.DecodedList;
import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.actors.internal.codec.EventMetadata;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.message.StateSubscription;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The actor that turns many small asks into few full requests: one session, one request in flight, the next
 * ones assembled meanwhile, each asker answered with its own results, position by position.
 *
 * <p>EventEncoder of one command stay together, in one request, as one batch: a chain of linked events belongs into
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
        private final Consumer<? super RawReply> replyTo;
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
                Consumer<? super RawReply> replyTo) {
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
                Consumer<? super RawReply> replyTo,
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
         * @param replyTo gets the answer exactly once, on the batcher's thread: it must not block; what it throws
         *     is logged
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
            return of(operation, own, count, replyTo);
        }

        /** The same of whole events from 0 to the limit, little endian, which nobody else has. */
        private static Submit of(Operation operation, ByteBuffer own, int count, Consumer<? super RawReply> replyTo) {
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
            return replyTo instanceof RawReply.Reader;
        }

        @Override
        public void results(ByteBuffer own, long timestamp) {
            answer(new RawReply.Results(own, timestamp));
        }

        @Override
        public void refused(Refusal reason, String message) {
            answer(new RawReply.Refused(reason, message));
        }

        @Override
        public void unknown(String message) {
            answer(new RawReply.Unknown(message));
        }

        private void answer(RawReply reply) {
            isAnswered = true;
            try {
                replyTo.accept(reply);
            } finally {
                if (ticket != null) {
                    ticket.giveBack();
                }
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

    /** A command that creates accounts; the answer has one result per account, at its position. */
    public static Submit createAccounts(
            List<Account> accounts, Consumer<? super LedgerReply<CreateAccountResult>> replyTo) {
        return typed(
                Operation.CREATE_ACCOUNTS, EventEncoder.accounts(accounts), CreateAccountResultCodec::decode, replyTo);
    }

    /** A command that creates accounts; the answer has one result per account, at its position. */
    public static Submit createAccounts(List<Account> accounts, ActorRef<LedgerReply<CreateAccountResult>> replyTo) {
        return createAccounts(accounts, (Consumer<LedgerReply<CreateAccountResult>>) replyTo::tell);
    }

    /** A command that creates transfers; the answer has one result per transfer, at its position. */
    public static Submit createTransfers(
            List<Transfer> transfers, Consumer<? super LedgerReply<CreateTransferResult>> replyTo) {
        return typed(
                Operation.CREATE_TRANSFERS,
                EventEncoder.transfers(transfers),
                CreateTransferResultCodec::decode,
                replyTo);
    }

    /** A command that creates transfers; the answer has one result per transfer, at its position. */
    public static Submit createTransfers(
            List<Transfer> transfers, ActorRef<LedgerReply<CreateTransferResult>> replyTo) {
        return createTransfers(transfers, (Consumer<LedgerReply<CreateTransferResult>>) replyTo::tell);
    }

    /** A command that looks accounts up; the answer has those found, in the order asked. */
    public static Submit lookupAccounts(List<UInt128> ids, Consumer<? super LedgerReply<Account>> replyTo) {
        return typed(Operation.LOOKUP_ACCOUNTS, EventEncoder.ids(ids), AccountCodec::decode, replyTo);
    }

    /** A command that looks accounts up; the answer has those found, in the order asked. */
    public static Submit lookupAccounts(List<UInt128> ids, ActorRef<LedgerReply<Account>> replyTo) {
        return lookupAccounts(ids, (Consumer<LedgerReply<Account>>) replyTo::tell);
    }

    /** A command that looks transfers up; the answer has those found, in the order asked. */
    public static Submit lookupTransfers(List<UInt128> ids, Consumer<? super LedgerReply<Transfer>> replyTo) {
        return typed(Operation.LOOKUP_TRANSFERS, EventEncoder.ids(ids), TransferCodec::decode, replyTo);
    }

    /** A command that looks transfers up; the answer has those found, in the order asked. */
    public static Submit lookupTransfers(List<UInt128> ids, ActorRef<LedgerReply<Transfer>> replyTo) {
        return lookupTransfers(ids, (Consumer<LedgerReply<Transfer>>) replyTo::tell);
    }

    /**
     * A command that reads transfers of an account; the answer has those that the filter selects, at most its
     * limit (1 to 8,189; a greater one is refused).
     */
    public static Submit getAccountTransfers(AccountFilter filter, Consumer<? super LedgerReply<Transfer>> replyTo) {
        return typed(Operation.GET_ACCOUNT_TRANSFERS, EventEncoder.filter(filter), TransferCodec::decode, replyTo);
    }

    /** A command that reads transfers of an account; the answer has those that the filter selects. */
    public static Submit getAccountTransfers(AccountFilter filter, ActorRef<LedgerReply<Transfer>> replyTo) {
        return getAccountTransfers(filter, (Consumer<LedgerReply<Transfer>>) replyTo::tell);
    }

    /**
     * A command that reads balances of an account with history; the answer has those that the filter selects, at most
     * its limit (1 to 8,189; a greater one is refused).
     */
    public static Submit getAccountBalances(
            AccountFilter filter, Consumer<? super LedgerReply<AccountBalance>> replyTo) {
        return typed(Operation.GET_ACCOUNT_BALANCES, EventEncoder.filter(filter), AccountBalanceCodec::decode, replyTo);
    }

    /** A command that reads balances of an account with history; the answer has those that the filter selects. */
    public static Submit getAccountBalances(AccountFilter filter, ActorRef<LedgerReply<AccountBalance>> replyTo) {
        return getAccountBalances(filter, (Consumer<LedgerReply<AccountBalance>>) replyTo::tell);
    }

    /**
     * A command that finds accounts by their fields; the answer has those that the filter selects, at most its limit (1
     * to 8,189; a greater one is refused).
     */
    public static Submit queryAccounts(QueryFilter filter, Consumer<? super LedgerReply<Account>> replyTo) {
        return typed(Operation.QUERY_ACCOUNTS, EventEncoder.filter(filter), AccountCodec::decode, replyTo);
    }

    /** A command that finds accounts by their fields; the answer has those that the filter selects. */
    public static Submit queryAccounts(QueryFilter filter, ActorRef<LedgerReply<Account>> replyTo) {
        return queryAccounts(filter, (Consumer<LedgerReply<Account>>) replyTo::tell);
    }

    /**
     * A command that finds transfers by their fields; the answer has those that the filter selects, at most its limit
     * (1 to 8,189; a greater one is refused).
     */
    public static Submit queryTransfers(QueryFilter filter, Consumer<? super LedgerReply<Transfer>> replyTo) {
        return typed(Operation.QUERY_TRANSFERS, EventEncoder.filter(filter), TransferCodec::decode, replyTo);
    }

    /** A command that finds transfers by their fields; the answer has those that the filter selects. */
    public static Submit queryTransfers(QueryFilter filter, ActorRef<LedgerReply<Transfer>> replyTo) {
        return queryTransfers(filter, (Consumer<LedgerReply<Transfer>>) replyTo::tell);
    }

    /**
     * A command that reads what has happened in the ledger; the answer has the events from one time to another, at most
     * the limit (1 to 2,730; a greater one is refused); such a command never shares a request with others.
     */
    public static Submit getChangeEvents(
            ChangeEventsFilter filter, Consumer<? super LedgerReply<ChangeEvent>> replyTo) {
        return typed(Operation.GET_CHANGE_EVENTS, EventEncoder.filter(filter), ChangeEventCodec::decode, replyTo);
    }

    /** A command that reads what has happened in the ledger; the answer has those that the filter selects. */
    public static Submit getChangeEvents(ChangeEventsFilter filter, ActorRef<LedgerReply<ChangeEvent>> replyTo) {
        return getChangeEvents(filter, (Consumer<LedgerReply<ChangeEvent>>) replyTo::tell);
    }

    private static <R> Submit typed(
            Operation operation,
            ByteBuffer events,
            DecodedList.Decoder<R> decoder,
            Consumer<? super LedgerReply<R>> replyTo) {
        int count = events.limit() / operation.eventSize();
        return Submit.of(operation, events, count, new TypedReply<>(operation, events, decoder, replyTo));
    }
}
