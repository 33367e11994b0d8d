package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.create.BatchRunner;
import io.ledgeractors.embedded.state.create.RequestCompletion;
import io.ledgeractors.embedded.state.expire.Pulse;
import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.read.ChangeEventReader;
import io.ledgeractors.embedded.state.read.FilterQueries;
import io.ledgeractors.embedded.state.read.Lookups;
import io.ledgeractors.embedded.state.request.RequestValidator;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The ledger itself: executes requests one after the other. Equal requests at equal timestamps give equal
 * replies. Every operation of a session is here but {@code register}, which is the session's.
 *
 * <p>Bodies are little endian, addressed absolutely; positions and limits stay. Belongs to one thread at a time.
 * Source of the rules: protocol fact sheet, sections 5 to 11.
 */
public final class StateMachine {
    /** Nanoseconds by which a pulse moves the clock: each of its expiries gets one of them. */
    public static final int PULSE_TIMESTAMPS = Pulse.TIMESTAMPS;

    private final StateSettings settings;
    private final RequestValidator requests;
    private final LedgerTables tables;
    private final SearchIndexes indexes;
    private final LedgerCapacity capacity;
    private final BatchRunner accountRunner;
    private final BatchRunner transferRunner;
    private final Lookups lookups;
    private final FilterQueries queries;
    private final ChangeEventReader changeEvents;
    private final RequestCompletion completion;
    private final Pulse pulse;
    private int[] counts = new int[64];
    /** For what {@link #reserve} took the room that is not used yet. */
    private @Nullable Operation reservedFor;

    private int reservedEvents;

    /** An empty ledger, all of it in memory. */
    public StateMachine(StateSettings settings) {
        this(settings, RecordStores.offHeap());
    }

    /** An empty ledger that keeps transfers and the events of accounts in these stores. */
    public StateMachine(StateSettings settings, RecordStores stores) {
        this.settings = settings;
        requests = new RequestValidator(settings.limits());
        tables = new LedgerTables(stores, new Fingerprints(settings.hashSeed()));
        indexes = new SearchIndexes(tables);
        capacity = new LedgerCapacity(tables, indexes, settings);
        accountRunner = BatchRunner.ofAccounts(tables, indexes);
        transferRunner = BatchRunner.ofTransfers(tables, indexes);
        lookups = new Lookups(tables);
        queries = new FilterQueries(tables, indexes);
        changeEvents = new ChangeEventReader(tables);
        completion = new RequestCompletion(tables, indexes);
        pulse = new Pulse(tables);
    }

    /** True if {@link #execute} knows the operation: all but {@code register}. */
    public boolean isSupported(Operation operation) {
        return operation != Operation.REGISTER;
    }

    /**
     * True if the body is well-formed for the operation: sizes, trailer, numbers of events and of results at
     * worst. Any other is answered with eviction {@code invalid_request_body}.
     */
    public boolean isValid(Operation operation, ByteBuffer body, int offset, int length) {
        requireLittleEndian(body);
        return requests.isValid(operation, body, offset, length);
    }

    /**
     * Events of a valid body that get a timestamp of their own: those of create operations, of all batches
     * together; 0 for other operations.
     */
    public int timestampsNeeded(Operation operation, ByteBuffer body, int offset, int length) {
        return operation.isCreate() ? requests.events(operation, body, offset, length) : 0;
    }

    /**
     * Makes sure that a valid request has room, at worst, and takes it.
     *
     * @throws LedgerFullException if it has not; nothing was changed
     */
    public void reserve(Operation operation, ByteBuffer body, int offset, int length) {
        reserveOnce(operation, timestampsNeeded(operation, body, offset, length));
    }

    /**
     * Makes sure that so many events of an operation have room, at worst, and takes it.
     *
     * @throws LedgerFullException if they have not; nothing was changed
     */
    public void reserve(Operation operation, int events) {
        reserveOnce(operation, events);
    }

    /**
     * Executes one valid request.
     *
     * @param timestamp when it was prepared, above all timestamps that were given to events before; event i of n
     *     gets {@code timestamp - n + 1 + i}
     * @param reply where the body of the reply goes, up to 1,048,320 bytes from {@code replyOffset} on
     * @return bytes of the body of the reply
     * @throws LedgerFullException if it could need more room than there is; nothing was changed
     * @throws IllegalArgumentException if the body is not valid or the timestamp not possible; nothing was changed
     * @throws IllegalStateException if the ledger finds itself broken: nothing of it is to be trusted any more, what
     *     was made durable before is
     */
    public int execute(
            Operation operation,
            long timestamp,
            ByteBuffer body,
            int offset,
            int length,
            ByteBuffer reply,
            int replyOffset) {
        requireLittleEndian(reply);
        if (!isValid(operation, body, offset, length)) {
            throw new IllegalArgumentException("no valid body of " + operation);
        }
        int events = timestampsNeeded(operation, body, offset, length);
        if (timestamp < events || events > 0 && timestamp - events < tables.lastTimestamp()) {
            throw new IllegalArgumentException("timestamp " + timestamp + " is not above what was created before");
        }
        reserveOnce(operation, events);
        reservedFor = null;
        accountRunner.beginRequest(offset, events);
        transferRunner.beginRequest(offset, events);
        int size = operation.isMultiBatch()
                ? executeBatches(operation, timestamp - events, body, offset, length, reply, replyOffset)
                : executePlain(operation, timestamp, body, offset, length, reply, replyOffset);
        if (operation.isCreate()) {
            completion.complete();
        }
        return size;
    }

    /** When the earliest pending transfer expires, ns since 1970; {@link Long#MAX_VALUE}: none does. */
    public long nextExpiry() {
        return tables.expiries.next();
    }

    /**
     * Lets pending transfers expire that are due, at most as many as a plain create request has events; the last
     * of them at this timestamp, those before it in the nanoseconds before.
     *
     * @param timestamp {@link #PULSE_TIMESTAMPS} above all timestamps that were given out before
     * @return how many have expired
     * @throws LedgerFullException if there may not be room for all of them; nothing was changed
     */
    public int pulse(long timestamp) {
        reservePulse();
        return pulse.expire(timestamp, expiriesMax());
    }

    /**
     * Makes sure that a pulse has room.
     *
     * @throws LedgerFullException if it has not; nothing was changed
     */
    public void reservePulse() {
        capacity.reserveExpiries(expiriesMax());
    }

    /** Bytes of heap that tables and indexes take, about; records are elsewhere. */
    public long heapBytes() {
        return capacity.heapBytes();
    }

    /** The greatest timestamp of any object or expiry so far, of imported ones too; 0: none. */
    public long lastTimestamp() {
        return tables.lastTimestamp();
    }

    private void reserveOnce(Operation operation, int events) {
        if (reservedFor != operation || reservedEvents < events) {
            capacity.reserve(operation, events);
            reservedFor = operation;
            reservedEvents = events;
        }
    }

    private int expiriesMax() {
        return Math.min(settings.limits().eventsMax(Operation.CREATE_TRANSFERS_PLAIN), PULSE_TIMESTAMPS);
    }

    private int executePlain(
            Operation operation,
            long timestamp,
            ByteBuffer body,
            int offset,
            int length,
            ByteBuffer reply,
            int replyOffset) {
        int events = length / operation.eventSize();
        return operation.resultSize() * run(operation, timestamp, body, offset, events, reply, replyOffset);
    }

    private int executeBatches(
            Operation operation,
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
        return MultiBatch.writeTrailer(reply, replyOffset, counts, batches, operation.resultSize());
    }

    /** Runs one batch; the number of its results. */
    private int run(
            Operation operation, long timestamp, ByteBuffer body, int at, int events, ByteBuffer reply, int replyAt) {
        int most = requests.resultsMax(operation);
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
            case REGISTER -> throw new IllegalArgumentException("a register is the session's");
        };
    }

    private static void requireLittleEndian(ByteBuffer buffer) {
        if (buffer.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("a buffer that is not little endian");
        }
    }
}
