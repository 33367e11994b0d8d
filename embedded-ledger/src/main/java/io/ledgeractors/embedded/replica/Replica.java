package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The core of the ledger. It gives every operation its position and its time, executes it, and keeps the sessions with
 * their last replies. It knows no clock, no I/O and no threads, so the same prepares in the same order make the same
 * ledger. Not thread-safe, except {@link #hasSession}.
 *
 * <p>An operation takes two steps, so that its force and its execution can overlap. First it is prepared
 * ({@link #request}, {@link #local}, {@link #pulse}); then the caller appends it to the log and calls {@link #commit}.
 * Recovery calls {@link #replay} with what the log holds. Source: protocol fact sheet, sections 4 and 9.
 */
public final class Replica {
    /** The greatest number of transfers that one pulse expires, and the ns by which a pulse moves the time. */
    public static final int PULSE_EVENTS = StateMachine.PULSE_TIMESTAMPS;

    private static final int REGISTER_REPLY_SIZE = Operation.REGISTER.resultSize();

    private final ReplicaSettings settings;
    private final Machine machine;
    private final SessionTable sessions = new SessionTable();
    private final Admission admission;
    private final ByteBuffer reply = Bytes.allocate(Header.BODY_MAX);
    private int view;
    private long op;
    private long lastTimestamp;
    private long reservedTime;

    /** Creates an empty replica in view 0. */
    public Replica(ReplicaSettings settings, Machine machine) {
        this.settings = settings;
        this.machine = machine;
        this.admission = new Admission(settings, machine, sessions);
    }

    /** Prepares a start, which raises the view. The caller appends it and gives it to {@link #replay}. */
    public Prepare start() {
        long time = Math.max(lastTimestamp, reservedTime);
        return Prepare.internal(Prepare.Kind.START, 0, op, time, view + 1, settings.release());
    }

    /**
     * Judges a request, and prepares it if it is to be executed.
     *
     * @param frame header and body in one buffer, valid as far as that can be told without the sessions
     * @param now ns since 1970
     * @param durableOp position up to which all operations are durable
     */
    public AdmissionResult request(ByteBuffer frame, long now, long durableOp) {
        return admission.request(frame, view, durableOp, true, request -> admit(frame, request, now));
    }

    private AdmissionResult admit(ByteBuffer frame, @Nullable ValidatedRequest request, long now) {
        AdmissionResult.NoCapacity full = request == null ? null : reserve(request);
        return full == null ? new AdmissionResult.Execute(prepareRequest(frame, request, now)) : full;
    }

    /** Judges a request of which only the header was kept, because its client has no session. It is never executed. */
    public AdmissionResult headerOfRequest(ByteBuffer header, long durableOp) {
        return admission.request(header, view, durableOp, false, request -> AdmissionResult.Drop.SILENTLY);
    }

    /** Returns true if this client has this session. Any thread may call it. */
    public boolean hasSession(UInt128 client, long number) {
        Session session = sessions.of(client);
        return session != null && session.number() == number;
    }

    /** Judges a ping: its header, valid as far as that can be told without the sessions. */
    public AdmissionResult ping(ByteBuffer header) {
        return admission.ping(header, op);
    }

    /** Returns why a request from inside this JVM cannot be executed, whatever its body contains, or null. */
    public @Nullable EvictionReason reasonToEvict(Operation operation, int length) {
        if (length > settings.batchSizeLimit()) {
            return EvictionReason.INVALID_REQUEST_BODY_SIZE;
        }
        return machine.isSupported(operation) ? null : EvictionReason.INVALID_REQUEST_OPERATION;
    }

    /** Validates the body of a request from inside this JVM; returns null if it is invalid. */
    public @Nullable ValidatedRequest validate(Operation operation, ByteBuffer body, int length) {
        return machine.validate(operation, body, 0, length);
    }

    /**
     * Reserves capacity for what a request may create or needs to find.
     *
     * @return the refusal if there is no capacity; null if it is reserved
     */
    public AdmissionResult.@Nullable NoCapacity reserve(ValidatedRequest request) {
        int events = request.timestampsNeeded();
        String why = machine.reserve(request.operation(), events);
        return why == null ? null : new AdmissionResult.NoCapacity(why, request.operation(), events);
    }

    /**
     * Reserves capacity for so many events of an operation.
     *
     * @return the reason and the remedy if there is no capacity; null if it is reserved
     */
    public @Nullable String reserve(Operation operation, int events) {
        return machine.reserve(operation, events);
    }

    /**
     * Reserves capacity for a pulse if pending transfers are due to expire.
     *
     * @return the reason and the remedy if there is no capacity, so that they do not expire; else null
     */
    public @Nullable String reserveForPulse(long now) {
        return machine.nextExpiry() > Math.max(now, lastTimestamp) ? null : machine.reserveForPulse();
    }

    /** Prepares a create operation from inside this JVM. */
    public Prepare local(ValidatedRequest request, long now) {
        long timestamp = nextTimestamp(now, request.timestampsNeeded());
        return new Prepare(
                Prepare.Kind.LOCAL,
                request.operation().code(),
                op + 1,
                timestamp,
                view,
                UInt128.ZERO,
                0,
                settings.release(),
                UInt128.ZERO,
                UInt128.ZERO,
                request.body(),
                request.offset(),
                request.length(),
                request);
    }

    /**
     * Executes a create request as {@link #commit} would, and takes it back. Position and time stay as they are.
     *
     * @param timestamp ns since 1970: that of the request as {@link #local} prepares it
     * @param reply takes the body of the reply from 0 on
     * @param accounts takes the accounts of each transfer, see {@link Machine#dryRun}
     */
    public void dryRun(ValidatedRequest request, long timestamp, ByteBuffer reply, ByteBuffer accounts) {
        machine.dryRun(request, timestamp, reply, accounts);
    }

    /** Prepares a pulse if a pending transfer is due to expire and there is capacity for it; else returns null. */
    public @Nullable Prepare pulse(long now) {
        if (machine.nextExpiry() > Math.max(now, lastTimestamp) || machine.reserveForPulse() != null) {
            return null;
        }
        long timestamp = nextTimestamp(now, PULSE_EVENTS);
        return Prepare.internal(Prepare.Kind.PULSE, Admission.PULSE, op + 1, timestamp, view, settings.release());
    }

    /** Returns true if an operation need not wait, see {@link Machine#isReady}. */
    public boolean isReady(Operation operation) {
        return machine.isReady(operation);
    }

    /** Does some work that was put off; returns true if more is left, see {@link Machine#catchUp}. */
    public boolean catchUp() {
        return machine.catchUp();
    }

    /** Returns when the next pending transfer expires, ns since 1970; {@link Long#MAX_VALUE} if there is none. */
    public long nextExpiry() {
        return machine.nextExpiry();
    }

    /**
     * Executes what was prepared last.
     *
     * @return the reply: a whole frame for a client; the bare body, lent until the next call, for a caller in this JVM;
     *     an empty buffer for others
     */
    public ByteBuffer commit(Prepare prepare) {
        ByteBuffer answer = execute(prepare);
        if (prepare.kind() == Prepare.Kind.REQUEST || prepare.kind() == Prepare.Kind.READ) {
            sessionOf(prepare).reply().seal();
        }
        return answer;
    }

    /** Executes a prepare from the log. {@link #recovered} must follow the last one. */
    public void replay(Prepare prepare) {
        boolean start = prepare.kind() == Prepare.Kind.START;
        if (start ? prepare.op() != op || prepare.view() != view + 1 : prepare.op() != op + 1) {
            throw new IllegalArgumentException("operation " + prepare.op() + " of view " + prepare.view()
                    + " cannot follow operation " + op + " of view " + view);
        }
        boolean moves = !start && prepare.kind() != Prepare.Kind.TIME;
        if (moves && prepare.timestamp() <= lastTimestamp) {
            throw new IllegalArgumentException("operation " + prepare.op() + " is not later than the one before");
        }
        execute(prepare);
    }

    /**
     * Ends the replay: completes the stored replies, shows them in the present view, and lets each session go on with a
     * request that does not follow its last reply, see {@link Session#resume}.
     */
    public void recovered() {
        for (Session session : sessions.all()) {
            session.reply().showInView(view);
            session.resume();
        }
    }

    /**
     * Executes a request that changes nothing, from inside this JVM.
     *
     * @param timestamp from {@link #tick}
     * @return the body of the reply, lent until the next call
     */
    public ByteBuffer read(ValidatedRequest request, long timestamp) {
        return lent(machine.execute(request, timestamp, reply, 0));
    }

    /** Moves the ledger's time on, for a read from inside this JVM, and returns it. */
    public long tick(long now) {
        lastTimestamp = nextTimestamp(now, 0);
        return lastTimestamp;
    }

    /** Returns true if the reserved time covers this time, so that a read may show it. */
    public boolean isReserved(long timestamp) {
        return timestamp <= reservedTime;
    }

    /**
     * Takes the time that the log has reserved, ns since 1970. A start begins at this time, so that it creates nothing
     * at times that a read has shown, even if the clock has stepped back.
     */
    public void reserved(long time) {
        reservedTime = time;
    }

    private long nextTimestamp(long now, int events) {
        return Math.max(now, lastTimestamp + 1) + events;
    }

    /** Returns the eviction frame for this client. */
    public ByteBuffer eviction(UInt128 client, EvictionReason reason) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.EVICTION, settings.cluster(), settings.release());
        frame.putInt(Header.VIEW, view);
        Bytes.putU128(frame, Header.Eviction.CLIENT, client);
        frame.put(Header.Eviction.REASON, (byte) reason.code());
        Header.seal(frame, 0);
        return frame;
    }

    /** Returns the pong to this ping. */
    public ByteBuffer pong(ByteBuffer ping) {
        ByteBuffer frame = Bytes.allocate(Header.SIZE);
        Header.begin(frame, 0, Command.PONG_CLIENT, settings.cluster(), settings.release());
        frame.putInt(Header.VIEW, view);
        frame.putLong(
                Header.PongClient.PING_TIMESTAMP_MONOTONIC, ping.getLong(Header.PingClient.PING_TIMESTAMP_MONOTONIC));
        Header.seal(frame, 0);
        return frame;
    }

    /** Returns the present view. */
    public int view() {
        return view;
    }

    /** Returns the position of the last operation; 0 if there is none. */
    public long op() {
        return op;
    }

    /** Returns the time of the last operation or local read, ns since 1970; 0 if there is none. */
    public long lastTimestamp() {
        return lastTimestamp;
    }

    /**
     * Writes the position, the times and the sessions for a checkpoint.
     *
     * @return the last replies of the sessions, which do not change any more
     */
    public List<ByteBuffer> save(ImageWriter image) {
        image.putLong(op);
        image.putInt(view);
        image.putLong(lastTimestamp);
        image.putLong(reservedTime);
        return sessions.save(image);
    }

    /** Takes what {@link #save} wrote, before anything is replayed. {@link #recovered} must follow. */
    public void restore(ImageReader image, ByteBuffer replies) {
        SavedReplica saved = SavedReplica.read(image, replies);
        op = saved.op();
        view = saved.view();
        lastTimestamp = saved.lastTimestamp();
        reservedTime = saved.reservedTime();
        saved.sessions().all().forEach(session -> sessions.add(session, UInt128.ZERO));
    }

    private Prepare prepareRequest(ByteBuffer frame, @Nullable ValidatedRequest request, long now) {
        int operation = Admission.operationCode(frame);
        boolean isRegister = operation == Operation.REGISTER.code();
        boolean isRead = request == null ? !isRegister : !request.operation().isCreate();
        UInt128 client = Bytes.getU128(frame, Header.Request.CLIENT);
        return new Prepare(
                isRead ? Prepare.Kind.READ : Prepare.Kind.REQUEST,
                operation,
                isRead ? op : op + 1,
                nextTimestamp(now, request == null ? 0 : request.timestampsNeeded()),
                view,
                client,
                frame.getInt(Header.Request.REQUEST),
                Header.release(frame, 0),
                Header.checksum(frame, 0),
                isRegister ? sessions.toEvict(client) : UInt128.ZERO,
                frame,
                Header.SIZE,
                Header.size(frame, 0) - Header.SIZE,
                request);
    }

    private ByteBuffer execute(Prepare prepare) {
        op = prepare.op();
        if (prepare.kind() == Prepare.Kind.TIME) {
            reservedTime = prepare.timestamp();
            return lent(0);
        }
        lastTimestamp = Math.max(lastTimestamp, prepare.timestamp());
        reservedTime = Math.max(reservedTime, lastTimestamp);
        switch (prepare.kind()) {
            case TIME -> {}
            case START -> view = prepare.view();
            case PULSE -> machine.pulse(prepare.timestamp());
            case LOCAL -> {
                return lent(executeBody(prepare));
            }
            case REQUEST, READ -> {
                return executeRequest(prepare);
            }
        }
        return lent(0);
    }

    private ByteBuffer executeRequest(Prepare prepare) {
        int length = executeBody(prepare);
        StoredReply stored = StoredReply.of(prepare, settings.cluster(), reply, length);
        if (prepare.operation() == Operation.REGISTER.code()) {
            sessions.add(new Session(prepare.client(), prepare.op(), prepare.release(), stored), evicted(prepare));
        } else {
            sessionOf(prepare).reply(stored);
        }
        return stored.frame();
    }

    // A log of an older version does not name the client. It holds the reads, so the oldest session is the same now.
    private UInt128 evicted(Prepare register) {
        UInt128 named = register.evicted();
        return named.equals(UInt128.ZERO) ? sessions.toEvict(register.client()) : named;
    }

    private int executeBody(Prepare prepare) {
        if (prepare.operation() == Operation.REGISTER.code()) {
            Bytes.zero(reply, 0, REGISTER_REPLY_SIZE);
            reply.putInt(0, settings.batchSizeLimit());
            return REGISTER_REPLY_SIZE;
        }
        if (prepare.operation() == Admission.NOOP) {
            return 0;
        }
        ValidatedRequest live = prepare.validated();
        return machine.execute(live == null ? replayed(prepare) : live, prepare.timestamp(), reply, 0);
    }

    /** Validates the body of a prepare from the log. */
    private ValidatedRequest replayed(Prepare prepare) {
        Operation operation = Operation.ofCode(prepare.operation());
        if (operation == null) {
            throw new IllegalArgumentException("operation " + prepare.op() + " has the unknown number "
                    + prepare.operation() + "; was the data written by a newer version?");
        }
        ValidatedRequest request = machine.validate(operation, prepare.body(), prepare.offset(), prepare.length());
        if (request == null) {
            throw new IllegalArgumentException(
                    "operation " + prepare.op() + " has no valid body of a " + operation + " request");
        }
        return request;
    }

    private Session sessionOf(Prepare prepare) {
        Session session = sessions.of(prepare.client());
        if (session == null) {
            throw new IllegalStateException("operation " + prepare.op() + " has no session");
        }
        return session;
    }

    private ByteBuffer lent(int length) {
        return reply.slice(0, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
