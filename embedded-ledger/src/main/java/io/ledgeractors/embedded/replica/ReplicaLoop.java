package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's thread. It takes requests one by one, appends them to the log and executes them while the log writes and
 * forces. A reply leaves when its own and all earlier operations are durable. The thread expires pending transfers
 * every 100 ms and after each request. Work that was put off when the ledger was opened is done a little at a time,
 * while there is nothing else to do or a request waits for it.
 *
 * <p>All methods may be called by any thread. The queue is bounded, see {@link TaskQueue}.
 *
 * <p>A loop that is never started has no thread. It works in {@link #step()}, so that a simulation decides when that
 * happens. Such a loop belongs to one thread.
 */
public final class ReplicaLoop implements AutoCloseable {
    /** The greatest number of sessions; a further one evicts the session whose last reply is oldest. */
    public static final int SESSIONS_MAX = SessionTable.MAX;

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaLoop.class);
    private static final long EXPIRE_EVERY_MS = 100;
    private static final String FAILED = "the ledger has failed and must be opened anew";
    private static final String CLOSED = "the ledger is closed";
    private static final long CHECK_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final int TELL_ATTEMPTS = 50;
    private static final long TELL_AGAIN_MS = 100;

    private final LoggedReplica replica;
    private final Log log;
    private final Clock clock;
    private final Runnable eachRound;
    private final Runnable eachSecond;
    private final TimeWatch time = new TimeWatch();
    private final TaskQueue queue;
    private final PrivateThread thread;
    private volatile @Nullable String stopped;
    private volatile @Nullable String broken;
    private volatile boolean ended;
    private @Nullable Task working;
    /** Tasks that wait until the ledger has caught up. Only the ledger's thread uses them. */
    private final Deque<Task> waiting = new ArrayDeque<>();

    private boolean isCatchingUp = true;
    private long checkedAt;
    private volatile boolean isStarted;

    /**
     * Creates a loop around a recovered replica; nothing runs before {@link #start()}.
     *
     * @param eachRound called by the ledger's thread after each request, when nothing is half done
     * @param eachSecond called by the ledger's thread about once a second
     * @param capacityListener called with the reason when the ledger begins to refuse requests for lack of capacity,
     *     and with null when it has capacity again
     */
    public ReplicaLoop(
            Replica replica,
            Log log,
            Clock clock,
            Runnable eachRound,
            Runnable eachSecond,
            Consumer<@Nullable String> capacityListener) {
        this(replica, log, clock, eachRound, eachSecond, capacityListener, TaskQueue.TASKS_MAX);
    }

    ReplicaLoop(
            Replica replica,
            Log log,
            Clock clock,
            Runnable eachRound,
            Runnable eachSecond,
            Consumer<@Nullable String> capacityListener,
            int tasksMax) {
        this.replica = new LoggedReplica(replica, log, clock, capacityListener);
        this.log = log;
        this.clock = clock;
        this.eachRound = eachRound;
        this.eachSecond = eachSecond;
        this.queue = new TaskQueue(tasksMax);
        this.checkedAt = clock.monotonicNanos() - CHECK_EVERY;
        this.thread = new PrivateThread("ledger", this::run);
    }

    /** Starts the thread. */
    public void start() {
        isStarted = true;
        thread.start();
    }

    /**
     * Executes what was handed over so far and expires pending transfers, on the calling thread. Only for a loop that
     * is never started.
     *
     * @throws IllegalStateException if the loop was started
     */
    public void step() {
        if (isStarted) {
            throw new IllegalStateException("the ledger's thread does the work");
        }
        Task task = queue.poll();
        do {
            if (task != null) {
                execute(task);
            }
            if (broken != null) {
                ended = true;
                tellWaiting();
                return;
            }
            maintain();
            task = queue.poll();
        } while (task != null);
    }

    /** Returns why the ledger takes no more requests, or null. */
    public @Nullable String stopped() {
        String failure = log.failure();
        return failure != null ? failure : stopped;
    }

    /** Returns true if a thread of the ledger ended by an error, such as lack of memory, and not by a failed disk. */
    public boolean hasDied() {
        return broken != null && log.failure() == null || log.hasDied();
    }

    /** Returns why requests are refused for lack of capacity, or null. */
    public @Nullable String full() {
        return replica.lackOfCapacity();
    }

    /** Returns by how many ns the time of the ledger is ahead of the clock; 0 if it is not. */
    public long aheadOfClock() {
        return time.ahead();
    }

    /** Returns true if this client has this session. */
    public boolean hasSession(UInt128 client, long number) {
        return replica.hasSession(client, number);
    }

    /** Hands over a request of a client: header and body in one buffer, lent until {@link ReplySink#consumed()}. */
    public void request(ByteBuffer frame, ReplySink sink) {
        submit(new FrameTask(replica, frame, sink, FrameTask.Form.REQUEST));
    }

    /**
     * Hands over the header of a request whose client has no session and whose body was not kept. The client is
     * evicted.
     */
    public void headerOfRequest(ByteBuffer header, ReplySink sink) {
        submit(new FrameTask(replica, header, sink, FrameTask.Form.HEADER_OF_REQUEST));
    }

    /** Hands over a ping of a client: its header, lent until {@link ReplySink#consumed()}. */
    public void ping(ByteBuffer header, ReplySink sink) {
        submit(new FrameTask(replica, header, sink, FrameTask.Form.PING));
    }

    /**
     * Hands over a request from inside this JVM. A register has no body and returns nothing but the time. The body is
     * lent until the call is told an outcome.
     */
    public void call(Operation operation, ByteBuffer body, LocalCall call) {
        submit(new CallTask(replica, operation, body, call));
    }

    /**
     * Expires the pending transfers that are due, after what was handed over so far. The ledger does so by itself, at
     * most 100 ms of real time later; this is for clocks that a test moves.
     *
     * @return completes on the ledger's thread; exceptionally if the ledger is closed or has failed
     */
    public CompletionStage<ExpiryPass> expire() {
        CompletableFuture<ExpiryPass> done = new CompletableFuture<>();
        submit(new ExpireTask(replica, done));
        return done;
    }

    /**
     * Hands over a dry run of a create request: it is executed and taken back, and nothing is logged.
     *
     * @param operation {@link Operation#CREATE_ACCOUNTS} or {@link Operation#CREATE_TRANSFERS}
     * @param body the body of the request, lent until the call is told an outcome, as are the other buffers
     * @param reply takes the body of the reply from 0 on
     * @param accounts takes the accounts of each transfer, see {@link Machine#dryRun}
     */
    public void dryRun(Operation operation, ByteBuffer body, ByteBuffer reply, ByteBuffer accounts, DryRunCall call) {
        submit(new DryRunTask(replica, operation, body, reply, accounts, call));
    }

    /** Executes what was handed over so far, then ends the thread and returns. Later requests are refused. */
    @Override
    public void close() {
        if (stopped == null) {
            stopped = CLOSED;
        }
        queue.wakeUp();
        if (isStarted) {
            thread.joinUninterruptibly();
        } else {
            finish();
            ended = true;
            tellWaiting();
        }
    }

    private void submit(Task task) {
        queue.add(task);
        if (ended) {
            refuseWaiting();
        }
    }

    private void refuseWaiting() {
        String why = stopped();
        queue.refuseAll(why == null ? CLOSED : why);
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
            Task task = isCatchingUp ? queue.poll() : queue.await(EXPIRE_EVERY_MS);
            if (task != null) {
                executeOrWait(task);
            }
            if (isCatchingUp && (task == null || !waiting.isEmpty()) && broken == null) {
                catchUp();
            }
            if (broken == null) {
                maintain();
            }
        }
        finish();
    }

    private void executeOrWait(Task task) {
        if (task.isReady()) {
            execute(task);
        } else {
            isCatchingUp = true;
            waiting.add(task);
        }
    }

    private void catchUp() {
        isCatchingUp = replica.catchUp();
        if (!isCatchingUp) {
            executeWaiting();
        }
    }

    private void executeWaiting() {
        while (broken == null && !waiting.isEmpty()) {
            execute(waiting.remove());
        }
    }

    private void finish() {
        executeWaiting();
        Task task = broken == null ? queue.poll() : null;
        while (task != null) {
            execute(task);
            task = broken == null ? queue.poll() : null;
        }
        if (broken == null) {
            replica.releaseTime();
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

    // Sets the state first and without memory, because describing or logging the cause may fail for lack of memory.
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
            // The state is set; only its details are missing.
        }
    }

    // Every task gets an outcome. Telling takes memory; where there is none, it is tried again, because memory may
    // come back.
    private void tellWaiting() {
        for (int attempt = 0; attempt < TELL_ATTEMPTS; attempt++) {
            try {
                Task crashed = working;
                if (crashed != null) {
                    crashed.crashed(String.valueOf(stopped()));
                    working = null;
                }
                refuseThoseThatWait();
                refuseWaiting();
                return;
            } catch (RuntimeException | Error noMemory) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TELL_AGAIN_MS));
            }
        }
    }

    private void refuseThoseThatWait() {
        for (Task task = waiting.peek(); task != null; task = waiting.peek()) {
            task.refused(String.valueOf(stopped()));
            waiting.remove();
        }
    }

    private void maintain() {
        replica.expire();
        eachRound.run();
        long now = clock.monotonicNanos();
        if (now - checkedAt < CHECK_EVERY) {
            return;
        }
        checkedAt = now;
        eachSecond.run();
        long realtime = clock.realtimeNanos();
        replica.checkCapacity(realtime, now);
        String line = time.look(replica.lastTimestamp(), realtime, now);
        if (line != null) {
            LOG.warn("{}", line);
        }
    }
}
