package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's thread: takes requests one by one, appends them to the log and executes them while the log writes
 * and forces; answers leave when their own and all earlier operations last. Looks for pulses every 100 ms and after
 * each operation.
 *
 * <p>All methods may be called by any thread. The queue needs no bound of its own: a session and a connection
 * each have at most one request in it.
 */
public final class ReplicaLoop implements AutoCloseable {
    /** SessionTable at most; a further one takes the place of the one whose last reply is oldest. */
    public static final int SESSIONS_MAX = SessionTable.MAX;

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaLoop.class);
    private static final long PULSE_EVERY_MS = 100;
    private static final Task WAKE_UP = new Task() {
        @Override
        public void run() {}

        @Override
        public void refused(String why) {}

        @Override
        public void crashed(String why) {}
    };

    private static final String FAILED = "the ledger has failed and must be opened anew";
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long TIME_AHEAD = TimeUnit.SECONDS.toNanos(1);
    private static final int TELL_ATTEMPTS = 50;
    private static final long TELL_AGAIN_MS = 100;

    private final Replica replica;
    private final Log log;
    private final Clock clock;
    private final Runnable eachSecond;
    private final CapacityWatch room;
    private final TimeWatch time = new TimeWatch();
    private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final PrivateThread thread;
    private volatile @Nullable String stopped;
    private volatile @Nullable String broken;
    private volatile boolean ended;
    private @Nullable Task working;
    private long lookedAt;

    /**
     * A loop around a recovered replica; nothing runs before {@link #start()}.
     *
     * @param eachSecond called by the ledger's thread about once a second
     * @param roomListener hears why requests are refused for want of room, and null when there is room again
     */
    public ReplicaLoop(
            Replica replica, Log log, Clock clock, Runnable eachSecond, Consumer<@Nullable String> roomListener) {
        this.replica = replica;
        this.log = log;
        this.clock = clock;
        this.eachSecond = eachSecond;
        this.room = new CapacityWatch(roomListener);
        this.lookedAt = clock.monotonicNanos() - LOOK_EVERY;
        this.thread = new PrivateThread("ledger", this::run);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Why the ledger takes no more requests, or null. */
    public @Nullable String stopped() {
        String failure = log.failure();
        return failure != null ? failure : stopped;
    }

    /** True if a thread of the ledger ended by an error, such as want of memory, and not because the disk failed. */
    public boolean hasDied() {
        return broken != null && log.failure() == null || log.hasDied();
    }

    /** Why requests are refused for want of room, or null. */
    public @Nullable String full() {
        return room.full();
    }

    /** ns by which the time of the ledger is ahead of the clock; 0: it is not. */
    public long aheadOfClock() {
        return time.ahead();
    }

    /** True if this client has this session. */
    public boolean hasSession(UInt128 client, long number) {
        return replica.hasSession(client, number);
    }

    /** Hands over a request of a client: header and body in one buffer, lent until {@link ReplySink#consumed()}. */
    public void request(ByteBuffer frame, ReplySink peer) {
        submit(new FrameTask(frame, peer, FrameTask.Form.REQUEST));
    }

    /**
     * Hands over the header of a request whose client has no session, and whose body was not kept: the client is told
     * that it is not served.
     */
    public void headerOfRequest(ByteBuffer header, ReplySink peer) {
        submit(new FrameTask(header, peer, FrameTask.Form.HEADER_OF_REQUEST));
    }

    /** Hands over a ping of a client: its header, lent until {@link ReplySink#consumed()}. */
    public void ping(ByteBuffer header, ReplySink peer) {
        submit(new FrameTask(header, peer, FrameTask.Form.PING));
    }

    /**
     * Hands over a request from inside this JVM; a register has no body and does nothing but tell the time. The body is lent
     * until the call is told an outcome.
     */
    public void call(Operation operation, ByteBuffer body, LocalCall call) {
        submit(new CallTask(operation, body, call));
    }

    /** Executes what was handed over so far, then ends the thread and returns; later requests are refused. */
    @Override
    public void close() {
        stop("the ledger is closed");
        thread.joinUninterruptibly();
    }

    private void submit(Task task) {
        queue.add(task);
        if (ended) {
            refuseWaiting();
        }
    }

    private void stop(String why) {
        if (stopped == null) {
            stopped = why;
        }
        queue.add(WAKE_UP);
    }

    private void refuseWaiting() {
        String why = stopped();
        synchronized (queue) {
            for (Task task = queue.peek(); task != null; task = queue.peek()) {
                task.refused(why == null ? "the ledger is closed" : why);
                queue.remove();
            }
        }
    }

    private void run() {
        try {
            serve();
        } catch (RuntimeException | Error died) {
            fail(died);
        }
        ended = true;
        tellWaiting();
    }

    private void serve() {
        while (stopped == null) {
            Task task = next();
            if (task != null) {
                execute(task);
            }
            if (broken == null) {
                keepHouse();
            }
        }
        while (broken == null && !queue.isEmpty()) {
            execute(queue.remove());
        }
        Prepare record = broken == null && log.failure() == null ? replica.rememberExactTime() : null;
        if (record != null) {
            append(record);
        }
    }

    private @Nullable Task next() {
        try {
            return queue.poll(PULSE_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodysBusiness) {
            return null;
        }
    }

    private void execute(Task task) {
        String why = log.failure();
        if (why != null) {
            task.refused(why);
            return;
        }
        working = task;
        try {
            task.run();
            working = null;
        } catch (RuntimeException | Error cause) {
            fail(cause);
        }
    }

    // The state first, and without memory: to describe or to log the cause may fail for want of it.
    private void fail(Throwable cause) {
        broken = FAILED;
        if (stopped == null) {
            stopped = FAILED;
        }
        try {
            String why = FAILED + ": " + cause;
            broken = why;
            stopped = why;
            if (log.failure() == null) {
                LOG.error("the ledger cannot go on and must be opened anew", cause);
            }
        } catch (RuntimeException | Error noMemory) {
            // What has to be known is known.
        }
    }

    // Nobody is left without an outcome, and telling takes memory, which may come back.
    private void tellWaiting() {
        for (int attempt = 0; attempt < TELL_ATTEMPTS; attempt++) {
            try {
                Task crashed = working;
                if (crashed != null) {
                    crashed.crashed(String.valueOf(stopped()));
                    working = null;
                }
                refuseWaiting();
                return;
            } catch (RuntimeException | Error noMemory) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TELL_AGAIN_MS));
            }
        }
    }

    private void keepHouse() {
        pulse();
        long now = clock.monotonicNanos();
        if (now - lookedAt < LOOK_EVERY) {
            return;
        }
        lookedAt = now;
        eachSecond.run();
        long realtime = clock.realtimeNanos();
        room.look(replica, log, realtime, now);
        String line = time.look(replica.lastTimestamp(), realtime, now);
        if (line != null) {
            LOG.warn("{}", line);
        }
    }

    // Without room for a record of the time, time stands still for reads.
    private long timeOfRead() {
        long now = clock.realtimeNanos();
        if (replica.needsTimeRecord(now) && log.noRoom(PrepareRecord.SIZE) != null) {
            return replica.lastTimestamp();
        }
        long timestamp = replica.tick(now);
        Prepare record = replica.rememberTime(TIME_AHEAD);
        if (record != null) {
            append(record);
        }
        return timestamp;
    }

    // Why the log has no room for this, or null.
    private @Nullable String logFull(Prepare prepare) {
        int bytes = new PrepareRecord(prepare).size();
        String why = log.noRoom(bytes);
        if (why != null) {
            room.refusedByLog(why, bytes, clock.monotonicNanos());
        }
        return why;
    }

    private void append(Prepare internal) {
        log.append(internal.op(), new PrepareRecord(internal));
        replica.commit(internal);
    }

    private void pulse() {
        while (log.failure() == null) {
            Prepare pulse = replica.pulse(clock.realtimeNanos());
            if (pulse == null) {
                return;
            }
            if (logFull(pulse) != null) {
                return; // requests are told; the pulse comes when there is room
            }
            append(pulse);
        }
    }

    /** A request or ping of a client. */
    private final class FrameTask implements Task {
        private final ByteBuffer frame;
        private final ReplySink peer;
        private final Form form;

        /** The kinds of frames that are handed over. */
        private enum Form {
            REQUEST,
            HEADER_OF_REQUEST,
            PING
        }

        FrameTask(ByteBuffer frame, ReplySink peer, Form form) {
            this.frame = frame;
            this.peer = peer;
            this.form = form;
        }

        @Override
        public void run() {
            UInt128 client = Bytes.getU128(frame, form == Form.PING ? Header.PingClient.CLIENT : Header.Request.CLIENT);
            AdmissionResult answer = answer();
            if (answer instanceof AdmissionResult.Execute execute) {
                Prepare prepare = execute.prepare();
                String full = logFull(prepare);
                if (full == null) {
                    log.append(prepare.op(), new PrepareRecord(prepare));
                    sendWhenDurable(replica.commit(prepare), false);
                } else {
                    peer.full(full);
                }
            } else if (answer instanceof AdmissionResult.Evict evict) {
                sendWhenDurable(replica.eviction(client, evict.reason()), true);
                return;
            } else if (answer instanceof AdmissionResult.Repeat repeat) {
                sendWhenDurable(repeat.frame(), true);
                return;
            } else if (answer instanceof AdmissionResult.Pong) {
                ByteBuffer pong = replica.pong(frame);
                peer.consumed(); // first, so that who has the pong knows that the server is done with the ping
                peer.send(pong);
                return;
            } else if (answer instanceof AdmissionResult.NoRoom full) {
                room.refused(full, clock.monotonicNanos());
                peer.full(full.why());
            }
            peer.consumed();
        }

        private AdmissionResult answer() {
            return switch (form) {
                case PING -> replica.ping(frame);
                case REQUEST -> replica.request(frame, clock.realtimeNanos(), log.durableOp());
                case HEADER_OF_REQUEST -> replica.headerOfRequest(frame, log.durableOp());
            };
        }

        @Override
        public void refused(String why) {
            peer.broken(why);
        }

        @Override
        public void crashed(String why) {
            peer.broken(why);
        }

        // Who only repeats himself gets one answer after the other, however slow the disk is: they are not piled up.
        private void sendWhenDurable(ByteBuffer answer, boolean consumedThen) {
            log.whenDurable(replica.op(), new DurabilityCallback() {
                @Override
                public void durable() {
                    peer.send(answer);
                    if (consumedThen) {
                        peer.consumed();
                    }
                }

                @Override
                public void failed(String why) {
                    peer.broken(why);
                }
            });
        }
    }

    /** A request from inside this JVM. */
    private final class CallTask implements Task, DurabilityCallback {
        private final Operation operation;
        private final ByteBuffer body;
        private final LocalCall call;

        CallTask(Operation operation, ByteBuffer body, LocalCall call) {
            this.operation = operation;
            this.body = body;
            this.call = call;
        }

        @Override
        public void run() {
            if (!call.begin()) {
                return;
            }
            if (operation == Operation.REGISTER) {
                call.executed(body, timeOfRead());
            } else if (!executeBody()) {
                return;
            }
            log.whenDurable(replica.op(), this);
        }

        private boolean executeBody() {
            int length = body.limit();
            EvictionReason refusal = replica.refusal(operation, body, length);
            if (refusal != null) {
                call.evicted(refusal);
                return false;
            }
            AdmissionResult.NoRoom full = replica.noRoom(operation, body, 0, length);
            if (full != null) {
                room.refused(full, clock.monotonicNanos());
                call.full(full.why());
                return false;
            }
            if (operation.isCreate()) {
                Prepare prepare = replica.local(operation, body, length, clock.realtimeNanos());
                String logFull = logFull(prepare);
                if (logFull != null) {
                    call.full(logFull);
                    return false;
                }
                log.append(prepare.op(), new PrepareRecord(prepare));
                call.executed(replica.commit(prepare), prepare.timestamp());
            } else {
                long timestamp = timeOfRead();
                call.executed(replica.read(operation, body, length, timestamp), timestamp);
            }
            return true;
        }

        @Override
        public void refused(String why) {
            call.notSent(why);
        }

        @Override
        public void crashed(String why) {
            call.unknown(why);
        }

        @Override
        public void durable() {
            call.durable();
        }

        @Override
        public void failed(String why) {
            call.unknown(why);
        }
    }
}
