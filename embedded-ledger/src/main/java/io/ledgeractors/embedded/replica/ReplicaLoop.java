package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.journal.Durable;
import io.ledgeractors.embedded.journal.Log;
import io.ledgeractors.embedded.journal.PrivateThread;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    /** Sessions at most; a further one takes the place of the one whose last reply is oldest. */
    public static final int SESSIONS_MAX = Sessions.MAX;

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

    private final Replica replica;
    private final Log log;
    private final Clock clock;
    private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final PrivateThread thread;
    private volatile @Nullable String stopped;
    private volatile boolean ended;
    private @Nullable String broken;

    /** A loop around a recovered replica; nothing runs before {@link #start()}. */
    public ReplicaLoop(Replica replica, Log log, Clock clock) {
        this.replica = replica;
        this.log = log;
        this.clock = clock;
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

    /** Hands over a request of a client: header and body in one buffer, lent until {@link Peer#consumed()}. */
    public void request(ByteBuffer frame, Peer peer) {
        submit(new FrameTask(frame, peer, false));
    }

    /** Hands over a ping of a client: its header, lent until {@link Peer#consumed()}. */
    public void ping(ByteBuffer header, Peer peer) {
        submit(new FrameTask(header, peer, true));
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
        for (Task task = queue.poll(); task != null; task = queue.poll()) {
            task.refused(why == null ? "the ledger is closed" : why);
        }
    }

    private void run() {
        while (stopped == null) {
            Task task = next();
            if (task != null) {
                execute(task);
            }
            guarded(this::pulse);
        }
        while (!queue.isEmpty()) {
            execute(queue.remove());
        }
        ended = true;
        refuseWaiting();
    }

    private @Nullable Task next() {
        try {
            return queue.poll(PULSE_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodysBusiness) {
            return null;
        }
    }

    private void execute(Task task) {
        String why = broken != null ? broken : log.failure();
        if (why != null) {
            task.refused(why);
        } else if (!guarded(task::run)) {
            task.crashed(String.valueOf(stopped()));
        }
    }

    private boolean guarded(Runnable step) {
        if (broken != null) {
            return false;
        }
        try {
            step.run();
            return true;
        } catch (RuntimeException | Error cause) {
            if (log.failure() == null) {
                LOG.error("the ledger cannot go on and must be opened anew", cause);
            }
            broken = "the ledger has failed and must be opened anew: " + cause;
            stop(broken);
            return false;
        }
    }

    private void pulse() {
        while (log.failure() == null) {
            Prepare pulse = replica.pulse(clock.realtimeNanos());
            if (pulse == null) {
                return;
            }
            PrepareRecord record = new PrepareRecord(pulse);
            if (log.noRoom(record.size()) != null) {
                return; // requests are told; the pulse comes when there is room
            }
            log.append(pulse.op(), record);
            replica.commit(pulse);
        }
    }

    /** A request or ping of a client. */
    private final class FrameTask implements Task {
        private final ByteBuffer frame;
        private final Peer peer;
        private final boolean ping;

        FrameTask(ByteBuffer frame, Peer peer, boolean ping) {
            this.frame = frame;
            this.peer = peer;
            this.ping = ping;
        }

        @Override
        public void run() {
            UInt128 client = Bytes.getU128(frame, ping ? Header.PingClient.CLIENT : Header.Request.CLIENT);
            Answer answer = ping ? replica.ping(frame) : replica.request(frame, clock.realtimeNanos(), log.durableOp());
            if (answer instanceof Answer.Execute execute) {
                Prepare prepare = execute.prepare();
                PrepareRecord record = new PrepareRecord(prepare);
                String full = log.noRoom(record.size());
                if (full == null) {
                    log.append(prepare.op(), record);
                    sendWhenDurable(replica.commit(prepare), false);
                } else {
                    peer.full(full);
                }
            } else if (answer instanceof Answer.Evict evict) {
                sendWhenDurable(replica.eviction(client, evict.reason()), true);
                return;
            } else if (answer instanceof Answer.Repeat repeat) {
                sendWhenDurable(repeat.frame(), true);
                return;
            } else if (answer instanceof Answer.Pong) {
                ByteBuffer pong = replica.pong(frame);
                peer.consumed(); // first, so that who has the pong knows that the server is done with the ping
                peer.send(pong);
                return;
            } else if (answer instanceof Answer.NoRoom full) {
                peer.full(full.why());
            }
            peer.consumed();
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
            log.whenDurable(replica.op(), new Durable() {
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
    private final class CallTask implements Task, Durable {
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
                call.executed(body, replica.tick(clock.realtimeNanos()));
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
            String full = replica.noRoom(operation, body, 0, length);
            if (full != null) {
                call.full(full);
                return false;
            }
            if (operation.isCreate()) {
                Prepare prepare = replica.local(operation, body, length, clock.realtimeNanos());
                PrepareRecord record = new PrepareRecord(prepare);
                full = log.noRoom(record.size());
                if (full != null) {
                    call.full(full);
                    return false;
                }
                log.append(prepare.op(), record);
                call.executed(replica.commit(prepare), prepare.timestamp());
            } else {
                long timestamp = replica.tick(clock.realtimeNanos());
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
