package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Backoff;
import io.ledgeractors.session.Retries;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.StreamRefusedException;
import io.ledgeractors.streams.internal.gate.StageTime;
import io.ledgeractors.streams.internal.gate.StageTimers;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogicWithLogging;
import org.jspecify.annotations.Nullable;

/** One materialised {@link BatchStage}: connects ports, batcher and timers to a {@link PendingBatchQueue}. */
final class BatchStageLogic<I, B extends LedgerBatch, R, O> extends TimerGraphStageLogicWithLogging {
    // One request at the ledger and one behind it keep the ledger busy; more would only wait.
    private static final int OUTSTANDING_MAX = 2;
    private static final ByteBuffer NO_RESULTS = Bytes.allocate(0);

    private enum Timer {
        RETRY,
        DRAIN
    }

    private final BatchStage<I, B, R, O> stage;
    private final Operation operation;
    private final PendingBatchQueue<I> queue = new PendingBatchQueue<>(OUTSTANDING_MAX);
    // The waits have no randomness, because the bulk lane serves stages in turn.
    private final Retries retries;
    private final StageTime time;
    private final StageTimers timers;
    private final long order;

    // Runs code inside the stage; null before preStart.
    private @Nullable AsyncCallback<Runnable> inside;
    // The ledger's time of the last reply, or of the session's start before it, in ns since 1970; 0 if unknown.
    private long lastTimestamp;
    private boolean isReady;
    private boolean isDraining;
    private boolean drainTimedOut;

    BatchStageLogic(BatchStage<I, B, R, O> stage) {
        super(stage.shape());
        this.stage = stage;
        this.operation = stage.operation.operation();
        this.retries = new Retries(Backoff.between(stage.settings.minBackoff(), stage.settings.maxBackoff()));
        this.order = stage.gate.newOrderKey();
        this.time = stage.gate.time();
        this.timers = new StageTimers(
                time, this::scheduleOnce, this::isTimerActive, this::createAsyncCallback, this::onTimer);
        setHandler(stage.in, new BatchesIn());
        setHandler(stage.out, new ResultsOut());
    }

    @Override
    public void preStart() {
        AsyncCallback<Runnable> callback = createAsyncCallback(Runnable::run);
        inside = callback;
        stage.gate.ready().whenComplete((timestamp, cause) -> callback.invoke(() -> ready(timestamp, cause)));
    }

    private void ready(@Nullable Long timestamp, @Nullable Throwable cause) {
        if (timestamp != null) {
            lastTimestamp = timestamp;
        }
        if (cause != null) {
            failStage(cause);
        } else {
            isReady = true;
            proceed();
        }
    }

    private final class BatchesIn extends AbstractInHandler {
        @Override
        public void onPush() {
            take(grab(stage.in));
            proceed();
        }

        @Override
        public void onUpstreamFinish() {
            proceed();
        }
    }

    private final class ResultsOut extends AbstractOutHandler {
        @Override
        public void onPull() {
            proceed();
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
            if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) {
                // Batches that were taken are completed, although their results are dropped.
                setKeepGoing(true);
                cancel(stage.in);
                proceed();
            } else {
                cancelStage(cause);
            }
        }
    }

    @Override
    public void onTimer(Object key) {
        if (key == Timer.RETRY) {
            queue.takeRetries().forEach(this::submit);
        } else {
            drainTimedOut = true;
        }
        proceed();
    }

    private void take(I element) {
        B batch = stage.mapper.batch(element);
        batch.lend();
        LedgerStreamException error = check(batch);
        if (error != null) {
            queue.addInvalid(element, batch, error);
        } else if (batch.isEmpty()) {
            queue.answered(queue.add(element, batch), NO_RESULTS);
        } else {
            submit(queue.add(element, batch));
        }
    }

    private @Nullable LedgerStreamException check(LedgerBatch batch) {
        int count = batch.count();
        int eventsMax = stage.gate.eventsMax(operation);
        if (count > eventsMax) {
            return new StreamRefusedException(
                    Refusal.TOO_MUCH_DATA,
                    count,
                    "a request holds at most " + eventsMax + " events; put fewer into a batch");
        }
        if (count == 0 || !batch.isLinked(count - 1)) {
            return null;
        }
        int first = count - 1;
        while (first > 0 && batch.isLinked(first - 1)) {
            first--;
        }
        return count - first == eventsMax
                ? new ChainTooLongException(batch.id(first), eventsMax)
                : new ChainOpenException(batch.id(first), count - first, "the batch ended");
    }

    // Sends the batch, or the next request of its recovery.
    private void submit(PendingBatch<I> pending) {
        BatchRecovery recovery = pending.recovery;
        if (recovery == null) {
            pending.before = lastTimestamp;
            send(pending, operation, pending.batch.bytes());
            return;
        }
        BatchRecovery.Request next = recovery.next(stage.gate.limits());
        if (next != null) {
            send(pending, next.operation(), next.events());
            return;
        }
        ByteBuffer results = recovery.results();
        if (results == null) {
            queue.unknown(pending, pending.message);
        } else {
            queue.answered(pending, results);
        }
    }

    private void send(PendingBatch<I> pending, Operation requested, ByteBuffer events) {
        AsyncCallback<Runnable> callback = Objects.requireNonNull(inside);
        Consumer<RawReply> replyTo;
        if (requested.isCreate() && pending.recovery == null) {
            // Results are copied into memory of the batch, so that a steady stream allocates nothing for them.
            RawReply.Reader reader = reply -> received(pending, copiedIntoBatch(pending.batch, reply));
            replyTo = reader;
        } else {
            replyTo = reply -> received(pending, reply);
        }
        pending.ticket = stage.gate.submit(requested, events, order, replyTo, () -> callback.invoke(this::proceed));
    }

    private static RawReply copiedIntoBatch(LedgerBatch batch, RawReply reply) {
        return reply instanceof RawReply.Results results
                ? new RawReply.Results(batch.copyResults(results.bytes()), results.timestamp())
                : reply;
    }

    // Called on any thread.
    private void received(PendingBatch<I> pending, RawReply reply) {
        Objects.requireNonNull(inside).invoke(() -> {
            if (reply instanceof RawReply.Results results) {
                answered(pending, results.bytes(), results.timestamp());
            } else if (reply instanceof RawReply.Refused refused) {
                queue.refused(pending, refused.reason(), refused.message());
            } else if (reply instanceof RawReply.Unknown unknown) {
                lost(pending, unknown.message());
            }
            proceed();
        });
    }

    private void answered(PendingBatch<I> pending, ByteBuffer results, long timestamp) {
        lastTimestamp = Math.max(lastTimestamp, timestamp);
        retries.reset();
        BatchRecovery recovery = pending.recovery;
        if (recovery == null) {
            queue.answered(pending, results);
        } else {
            recovery.answered(results, timestamp);
            submit(pending);
        }
    }

    private void lost(PendingBatch<I> pending, String message) {
        if (stage.settings.unknownTimeout().isZero()) {
            queue.unknown(pending, message);
            return;
        }
        BatchRecovery recovery = pending.recovery;
        if (recovery == null) {
            pending.recovery =
                    new BatchRecovery(operation, pending.batch.bytes(), pending.before, stage.gate.newProbeIds()::next);
        } else {
            recovery.lost();
        }
        queue.recover(pending, message);
    }

    // Does everything that can be done now. Called after each event.
    private void proceed() {
        emitResults();
        scheduleRetryOrAbandon();
        if (queue.hasFailed()) {
            queue.withdrawWaiting();
        }
        LedgerStreamException failure = queue.failure(drainTimedOut);
        if (failure != null) {
            fail(failure);
        } else if (queue.hasFailed()) {
            drain();
        } else if (isClosed(stage.in)) {
            if (queue.isEmpty()) {
                completeStage();
            }
        } else if (isReady && queue.mayAdd() && !hasBeenPulled(stage.in)) {
            pull(stage.in);
        }
    }

    private void emitResults() {
        while (queue.isHeadAnswered() && (isClosed(stage.out) || isAvailable(stage.out))) {
            PendingBatch<I> head = queue.poll();
            head.batch.giveBack();
            if (!isClosed(stage.out)) {
                push(stage.out, result(head));
            }
        }
    }

    private O result(PendingBatch<I> answered) {
        B batch = stage.mapper.batch(answered.element);
        R results = stage.operation.pairing().apply(batch, Objects.requireNonNull(answered.results));
        return stage.mapper.result(answered.element, results);
    }

    private void scheduleRetryOrAbandon() {
        if (queue.mayRetry() && !timers.isActive(Timer.RETRY)) {
            if (retries.isExhausted(time.now(), retryTimeout())) {
                queue.abandonRetries();
            } else {
                timers.start(Timer.RETRY, Duration.ofNanos(retries.failed(time.now())));
            }
        }
    }

    private Duration retryTimeout() {
        return queue.isRecovering() ? stage.settings.unknownTimeout() : stage.settings.overloadTimeout();
    }

    // Waits for the batches in flight before the stage fails, so that fewer outcomes are unknown.
    private void drain() {
        if (!isDraining) {
            isDraining = true;
            if (!isClosed(stage.in)) {
                cancel(stage.in);
            }
            timers.start(Timer.DRAIN, stage.settings.drainTimeout());
        }
    }

    private void fail(LedgerStreamException failure) {
        if (isClosed(stage.out)) {
            log().warning("Failed after the downstream had cancelled: {}", failure.getMessage());
        }
        failStage(failure);
    }

    @Override
    public void postStop() {
        timers.stop();
        queue.withdrawWaiting();
        int lost = queue.events();
        if (lost > 0) {
            log().info("The stage ended with {} events whose results were not delivered", lost);
        }
    }
}
