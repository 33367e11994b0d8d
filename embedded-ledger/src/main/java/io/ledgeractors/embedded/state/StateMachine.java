package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.create.BatchRunner;
import io.ledgeractors.embedded.state.create.DryRunAccounts;
import io.ledgeractors.embedded.state.create.RequestCompletion;
import io.ledgeractors.embedded.state.expire.Pulse;
import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.read.ChangeEventReader;
import io.ledgeractors.embedded.state.read.FilterQueries;
import io.ledgeractors.embedded.state.read.Lookups;
import io.ledgeractors.embedded.state.request.RequestValidator;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The ledger itself, which executes one request after the other. Equal requests at equal timestamps yield equal
 * replies. It executes every operation of a session except {@code register}, which concerns the session alone.
 *
 * <p>Bodies are little endian and addressed absolutely; positions and limits of buffers stay as they are. A state
 * machine belongs to one thread at a time. Source of the rules: protocol fact sheet, sections 5 to 11.
 */
public final class StateMachine {
    /** The most expiries of a pulse, and the nanoseconds by which a pulse moves the clock: one for each expiry. */
    public static final int PULSE_TIMESTAMPS = Pulse.TIMESTAMPS;

    private final StateSettings settings;
    private final RequestValidator validator;
    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final LedgerCapacity capacity;
    private final BatchRunner accountRunner;
    private final BatchRunner transferRunner;
    private final Lookups lookups;
    private final FilterQueries queries;
    private final ChangeEventReader changeEvents;
    private final RequestCompletion completion;
    private final DryRunAccounts dryRunAccounts;
    private final Pulse pulse;
    private int[] counts = new int[64];
    /** The operation whose reserved capacity {@link #execute} has not used yet, or null. */
    private @Nullable Operation reservedFor;

    private int reservedEvents;

    /** Creates an empty ledger that keeps everything in memory. */
    public StateMachine(StateSettings settings) {
        this(settings, RecordStores.offHeap());
    }

    /** Creates an empty ledger that keeps transfers and account events in these stores. */
    public StateMachine(StateSettings settings, RecordStores stores) {
        this.settings = settings;
        validator = new RequestValidator(settings.limits());
        tables = new LedgerTables(stores, new Fingerprints(settings.hashSeed()));
        indexes = new SearchIndexes(tables);
        capacity = new LedgerCapacity(tables, indexes, settings);
        accountRunner = BatchRunner.ofAccounts(tables, indexes);
        transferRunner = BatchRunner.ofTransfers(tables, indexes);
        lookups = new Lookups(tables);
        queries = new FilterQueries(tables, indexes);
        changeEvents = new ChangeEventReader(tables);
        completion = new RequestCompletion(tables, indexes);
        dryRunAccounts = new DryRunAccounts(tables);
        pulse = new Pulse(tables);
    }

    /** Returns true if this machine executes the operation: every one except {@code register}. */
    public boolean isSupported(Operation operation) {
        return operation != Operation.REGISTER;
    }

    /**
     * Validates the body of a request, see {@link RequestValidator#validate}.
     *
     * @return the request, or null if it is to be answered with the eviction {@code invalid_request_body}
     */
    public @Nullable ValidatedRequest validate(Operation operation, ByteBuffer body, int offset, int length) {
        return validator.validate(operation, body, offset, length);
    }

    /**
     * Reserves the capacity that some events of an operation need at worst, so that executing them cannot run out of
     * it.
     *
     * @param events number of events that get a timestamp of their own, see {@link ValidatedRequest#timestampsNeeded}
     * @throws LedgerFullException if the capacity does not suffice; nothing was changed
     */
    public void reserve(Operation operation, int events) {
        if (reservedFor != operation || reservedEvents < events) {
            capacity.reserve(operation, events);
            reservedFor = operation;
            reservedEvents = events;
        }
    }

    /**
     * Validates and executes one request, see {@link #execute(ValidatedRequest, long, ByteBuffer, int)}.
     *
     * @throws IllegalArgumentException if the body is invalid or the timestamp impossible; nothing was changed
     */
    public int execute(
            Operation operation,
            long timestamp,
            ByteBuffer body,
            int offset,
            int length,
            ByteBuffer reply,
            int replyOffset) {
        int events = validator.count(operation, body, offset, length);
        if (events == RequestValidator.INVALID) {
            throw new IllegalArgumentException("the body of this " + operation + " request is invalid");
        }
        return execute(operation, events, timestamp, body, offset, length, reply, replyOffset);
    }

    /**
     * Executes one request.
     *
     * @param timestamp when it was prepared, in nanoseconds since 1970; event i of n gets
     *     {@code timestamp - n + 1 + i}, and these must be above all timestamps given to earlier events
     * @param reply little endian; gets the body of the reply, up to 1,048,320 bytes from {@code replyOffset} on
     * @return the bytes of the reply's body
     * @throws LedgerFullException if the request might need more capacity than there is; nothing was changed
     * @throws IllegalArgumentException if the timestamp is impossible, or the request was validated by other limits;
     *     nothing was changed
     * @throws IllegalStateException if the ledger finds an invariant broken: its state can no longer be trusted, but
     *     what was made durable before can
     */
    public int execute(ValidatedRequest request, long timestamp, ByteBuffer reply, int replyOffset) {
        requireOwnLimits(request);
        return execute(
                request.operation(),
                request.events(),
                timestamp,
                request.body(),
                request.offset(),
                request.length(),
                reply,
                replyOffset);
    }

    /**
     * Executes one create request as {@link #execute(ValidatedRequest, long, ByteBuffer, int)} would, and rolls all of
     * it back. The next request finds the ledger as if there had been no dry run.
     *
     * @param request a {@code create_accounts} or {@code create_transfers} request of 0.17
     * @param timestamp as for {@code execute}; it may be used again
     * @param reply as for {@code execute}
     * @param accounts little endian; gets, for each transfer, its debit account and its credit account as they are
     *     after it, 256 bytes for both from 0 on. An account that is not in the ledger is all 0. Unused for accounts
     * @return the bytes of the reply's body
     * @throws LedgerFullException if the request might need more capacity than there is; nothing was changed
     * @throws IllegalArgumentException as {@code execute}, and if the operation is another one or a buffer is too small
     *     or not little endian; nothing was changed
     * @throws IllegalStateException as {@code execute}
     */
    public int dryRun(
            ValidatedRequest request, long timestamp, ByteBuffer reply, int replyOffset, ByteBuffer accounts) {
        requireOwnLimits(request);
        requireLittleEndian(accounts);
        Operation operation = request.operation();
        int events = request.events();
        boolean isTransfers = operation == Operation.CREATE_TRANSFERS;
        if (!isTransfers && operation != Operation.CREATE_ACCOUNTS) {
            throw new IllegalArgumentException("a dry run creates accounts or transfers, but this is " + operation);
        }
        if (isTransfers && accounts.limit() < 2 * events * AccountCodec.SIZE) {
            throw new IllegalArgumentException(
                    "the accounts of " + events + " transfers do not fit into " + accounts.limit() + " bytes");
        }
        begin(operation, events, timestamp, request.offset(), reply, false);
        tables.openSavepoint();
        int size = executeBatches(
                operation,
                events,
                timestamp - events,
                request.body(),
                request.offset(),
                request.length(),
                reply,
                replyOffset);
        if (isTransfers) {
            dryRunAccounts.takeBack(request.body(), request.offset(), events, reply, replyOffset, accounts);
        }
        tables.rollBackSavepoint();
        return size;
    }

    // Takes no memory but what is reserved, so that reading goes on when there is none.
    private int execute(
            Operation operation,
            int elements,
            long timestamp,
            ByteBuffer body,
            int offset,
            int length,
            ByteBuffer reply,
            int replyOffset) {
        int events = operation.isCreate() ? elements : 0;
        begin(operation, events, timestamp, offset, reply, true);
        int size;
        if (operation.isMultiBatch()) {
            size = executeBatches(operation, elements, timestamp - events, body, offset, length, reply, replyOffset);
        } else {
            int results = run(operation, timestamp, body, offset, elements, reply, replyOffset);
            size = results * operation.resultSize();
        }
        if (operation.isCreate()) {
            completion.complete();
        }
        return size;
    }

    private void begin(Operation operation, int events, long timestamp, int offset, ByteBuffer reply, boolean isKept) {
        requireLittleEndian(reply);
        if (timestamp < events || events > 0 && timestamp - events < tables.lastTimestamp()) {
            throw new IllegalArgumentException("timestamp " + timestamp + " is not above that of all earlier events");
        }
        reserve(operation, events);
        reservedFor = null;
        accountRunner.beginRequest(offset, events, isKept);
        transferRunner.beginRequest(offset, events, isKept);
    }

    /** Returns when the next pending transfer expires, in ns since 1970; {@link Long#MAX_VALUE} if none will. */
    public long nextExpiry() {
        return tables.expiries.next();
    }

    /**
     * Expires pending transfers that are due, at most as many as a plain create request has events. The last expiry
     * gets this timestamp, those before it the nanoseconds before.
     *
     * @param timestamp {@link #PULSE_TIMESTAMPS} above all timestamps given out before
     * @return the number of expiries
     * @throws LedgerFullException if the capacity might not suffice for all of them; nothing was changed
     */
    public int pulse(long timestamp) {
        reservePulse();
        return pulse.expire(timestamp, expiriesMax());
    }

    /**
     * Reserves the capacity that a pulse needs at worst.
     *
     * @throws LedgerFullException if the capacity does not suffice; nothing was changed
     */
    public void reservePulse() {
        capacity.reserveExpiries(expiriesMax());
    }

    /** Leaves records out of the indexes while a ledger is opened, see {@link SearchIndexes#defer}. */
    public void deferIndexes(boolean isDeferred) {
        indexes.defer(isDeferred);
    }

    /**
     * Returns true if an operation can be executed at once. If not, {@link #catchUp()} must be called until it returns
     * false, or else {@link #reserve} does all that work.
     */
    public boolean isReady(Operation operation) {
        return !LedgerCapacity.searches(operation) || indexes.isComplete();
    }

    /**
     * Does some milliseconds of the work that was put off when the ledger was opened.
     *
     * @return true if more is left; false also if the memory does not suffice for it
     */
    public boolean catchUp() {
        try {
            indexes.addSlice();
            return !indexes.isComplete();
        } catch (OutOfMemoryError outOfMemory) {
            return false;
        }
    }

    /** Saves balances for the next start, see {@link LedgerTables#saveBalances}. Called between two operations. */
    public void saveBalances(long events, int pages) {
        tables.saveBalances(events, pages);
    }

    /** Returns the number of accounts, transfers, failed ids and expiries. */
    public long objects() {
        return (long) tables.accounts.count()
                + tables.transfers.count()
                + tables.transfers.failedIdCount()
                + tables.expiries.events().count();
    }

    /** Returns the bytes of heap that tables and indexes take, approximately. Records are kept elsewhere. */
    public long heapBytes() {
        return capacity.heapBytes();
    }

    /**
     * Returns the greatest timestamp of any account, transfer or expiry, imported ones included; 0 if there is none.
     */
    public long lastTimestamp() {
        return tables.lastTimestamp();
    }

    private int expiriesMax() {
        return Math.min(settings.limits().eventsMax(Operation.CREATE_TRANSFERS_PLAIN), PULSE_TIMESTAMPS);
    }

    private int executeBatches(
            Operation operation,
            int elements,
            long timestampBefore,
            ByteBuffer body,
            int offset,
            int length,
            ByteBuffer reply,
            int replyOffset) {
        int batches = MultiBatch.batches(body, offset, length, operation.eventSize());
        if (counts.length < batches) {
            counts = new int[batches];
        }
        long timestamp = timestampBefore;
        int at = offset;
        int replyAt = replyOffset;
        for (int i = 0; i < batches; i++) {
            int events = MultiBatch.count(body, offset, length, i);
            timestamp += events;
            counts[i] = run(operation, timestamp, body, at, events, reply, replyAt);
            at += events * operation.eventSize();
            replyAt += counts[i] * operation.resultSize();
        }
        Invariant.that(at - offset == elements * operation.eventSize(), "a request changed after it was validated");
        return MultiBatch.writeTrailer(reply, replyOffset, counts, batches, operation.resultSize());
    }

    /** Executes one batch and returns the number of its results. */
    private int run(
            Operation operation, long timestamp, ByteBuffer body, int at, int events, ByteBuffer reply, int replyAt) {
        int most = validator.resultsMax(operation);
        return switch (operation) {
            case CREATE_ACCOUNTS -> accountRunner.run(body, at, events, timestamp, reply, replyAt, false);
            case CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN ->
                accountRunner.run(body, at, events, timestamp, reply, replyAt, true);
            case CREATE_TRANSFERS -> transferRunner.run(body, at, events, timestamp, reply, replyAt, false);
            case CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN ->
                transferRunner.run(body, at, events, timestamp, reply, replyAt, true);
            case LOOKUP_ACCOUNTS, LOOKUP_ACCOUNTS_PLAIN -> lookups.accounts(body, at, events, reply, replyAt);
            case LOOKUP_TRANSFERS, LOOKUP_TRANSFERS_PLAIN -> lookups.transfers(body, at, events, reply, replyAt);
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_TRANSFERS_PLAIN ->
                queries.accountTransfers(body, at, reply, replyAt, most);
            case GET_ACCOUNT_BALANCES, GET_ACCOUNT_BALANCES_PLAIN ->
                queries.accountBalances(body, at, reply, replyAt, most);
            case QUERY_ACCOUNTS, QUERY_ACCOUNTS_PLAIN -> queries.queryAccounts(body, at, reply, replyAt, most);
            case QUERY_TRANSFERS, QUERY_TRANSFERS_PLAIN -> queries.queryTransfers(body, at, reply, replyAt, most);
            case GET_CHANGE_EVENTS -> changeEvents.read(body, at, reply, replyAt, most);
            case REGISTER -> throw new IllegalArgumentException("a session answers register requests itself");
        };
    }

    private void requireOwnLimits(ValidatedRequest request) {
        if (!request.limits().equals(settings.limits())) {
            throw new IllegalArgumentException(
                    "the request was validated by " + request.limits() + ", but this ledger has " + settings.limits());
        }
    }

    private static void requireLittleEndian(ByteBuffer buffer) {
        if (buffer.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("the buffer of the reply must be little endian");
        }
    }
}
