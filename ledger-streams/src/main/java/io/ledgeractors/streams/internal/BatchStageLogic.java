package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.RefusedException;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogicWithLogging;
import org.jspecify.annotations.Nullable;

/** One materialised {@link BatchStage}: wires ports, batcher and timers to a {@link SubmissionQueue}. */
final class BatchStageLogic<I, B extends LedgerBatch, R, O> extends TimerGraphStageLogicWithLogging {
    private static final int OUTSTANDING_MAX = 2;
    private static final ByteBuffer NO_RESULTS = Bytes.allocate(0);

    private enum Timer {
        RETRY,
        SETTLE
    }

    private final BatchStage<I, B, R, O> stage;
    private final SubmissionQueue<I> queue = new SubmissionQueue<>(OUTSTANDING_MAX);
    private final Backoff backoff;
    private final long order;

    private @Nullable AsyncCallback<Runnable> inside;
    private long lastTimestamp;
    private boolean isReady;
    private boolean isSettling;
    private boolean isSettled;

    BatchStageLogic(BatchStage<I, B, R, O> stage) {
        super(stage.shape());
        this.stage = stage;
        this.backoff = new Backoff(stage.settings);
        this.order = stage.gate.newOrderKey();
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
            goOn();
        }
    }

    private final class BatchesIn extends AbstractInHandler {
        @Override
        public void onPush() {
            take(grab(stage.in));
            goOn();
        }

        @Override
        public void onUpstreamFinish() {
            goOn();
        }
    }

    private final class ResultsOut extends AbstractOutHandler {
        @Override
        public void onPull() {
            goOn();
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
            if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) {
                // What was taken is seen through, though nobody asks for its results any more.
                setKeepGoing(true);
                cancel(stage.in);
                goOn();
            } else {
                cancelStage(cause);
            }
        }
    }

    @Override
    public void onTimer(Object key) {
        if (key == Timer.RETRY) {
            queue.retry().forEach(this::submit);
        } else {
            isSettled = true;
        }
        goOn();
    }

    private void take(I element) {
        B batch = stage.form.batch(element);
        batch.lend();
        LedgerStreamException rejection = rejection(batch);
        if (rejection != null) {
            queue.addRejected(element, batch, rejection);
        } else if (batch.isEmpty()) {
            queue.answered(queue.add(element, batch), NO_RESULTS);
        } else {
            submit(queue.add(element, batch));
        }
    }

    private @Nullable LedgerStreamException rejection(LedgerBatch batch) {
        int count = batch.count();
        int eventsMax = stage.gate.eventsMax(stage.kind.operation());
        if (count > eventsMax) {
            return new RefusedException(
                    Refusal.TOO_MUCH_DATA,
                    count,
                    "a request holds at most " + eventsMax + " events; send fewer a batch");
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

    // Sends it, or the next step of finding out what it did.
    private void submit(Submission<I> submission) {
        Repetition repetition = submission.repetition;
        if (repetition == null) {
            submission.before = lastTimestamp;
            send(submission, stage.kind.operation(), submission.batch.bytes());
            return;
        }
        Repetition.Request next = repetition.next(stage.gate.limits());
        if (next != null) {
            send(submission, next.operation(), next.events());
            return;
        }
        ByteBuffer results = repetition.results();
        if (results == null) {
            queue.unknown(submission, submission.message);
        } else {
            queue.answered(submission, results);
        }
    }

    private void send(Submission<I> submission, Operation operation, ByteBuffer events) {
        AsyncCallback<Runnable> callback = Objects.requireNonNull(inside);
        boolean intoTheBatch = operation.isCreate() && submission.repetition == null;
        submission.sending = stage.gate.submit(operation, events, order, new BatchGate.Answer() {
            @Override
            public void results(ByteBuffer results, long timestamp) {
                ByteBuffer own = intoTheBatch ? submission.batch.copyResults(results) : results;
                callback.invoke(() -> answered(submission, own, timestamp));
            }

            @Override
            public boolean readsAtOnce() {
                return intoTheBatch;
            }

            @Override
            public void refused(Refusal reason, String message) {
                callback.invoke(() -> {
                    queue.refused(submission, reason, message);
                    goOn();
                });
            }

            @Override
            public void unknown(String message) {
                callback.invoke(() -> lost(submission, message));
            }

            @Override
            public void sent() {
                callback.invoke(BatchStageLogic.this::goOn);
            }
        });
    }

    private void answered(Submission<I> submission, ByteBuffer results, long timestamp) {
        lastTimestamp = Math.max(lastTimestamp, timestamp);
        backoff.reset();
        Repetition repetition = submission.repetition;
        if (repetition == null) {
            queue.answered(submission, results);
        } else {
            repetition.answered(results, timestamp);
            submit(submission);
        }
        goOn();
    }

    private void lost(Submission<I> submission, String message) {
        Repetition repetition = submission.repetition;
        if (stage.settings.unknownTimeout().isZero()) {
            queue.unknown(submission, message);
        } else {
            if (repetition == null) {
                submission.repetition =
                        new Repetition(stage.kind.operation(), submission.batch.bytes(), submission.before);
            } else {
                repetition.lost();
            }
            queue.repeat(submission, message);
        }
        goOn();
    }

    /** Does whatever can be done now; called after each event. */
    private void goOn() {
        deliver();
        retryOrGiveUp();
        if (queue.hasFailed()) {
            queue.withdraw();
        }
        LedgerStreamException failure = queue.failure(isSettled);
        if (failure != null) {
            end(failure);
        } else if (queue.hasFailed()) {
            settle();
        } else if (isClosed(stage.in)) {
            if (queue.isEmpty()) {
                completeStage();
            }
        } else if (isReady && queue.mayAdd() && !hasBeenPulled(stage.in)) {
            pull(stage.in);
        }
    }

    private void deliver() {
        while (queue.isHeadAnswered() && (isClosed(stage.out) || isAvailable(stage.out))) {
            Submission<I> head = queue.poll();
            head.batch.giveBack();
            if (!isClosed(stage.out)) {
                push(stage.out, outcome(head));
            }
        }
    }

    private O outcome(Submission<I> answered) {
        B batch = stage.form.batch(answered.element);
        R results = stage.kind.pairing().apply(batch, Objects.requireNonNull(answered.results));
        return stage.form.outcome(answered.element, results);
    }

    private void retryOrGiveUp() {
        if (queue.mayRetry() && !isTimerActive(Timer.RETRY)) {
            if (backoff.isExhausted(System.nanoTime(), patience())) {
                queue.giveUp();
            } else {
                scheduleOnce(Timer.RETRY, backoff.next(System.nanoTime()));
            }
        }
    }

    private Duration patience() {
        return queue.isRepeating() ? stage.settings.unknownTimeout() : stage.settings.overloadTimeout();
    }

    private void settle() {
        if (!isSettling) {
            isSettling = true;
            if (!isClosed(stage.in)) {
                cancel(stage.in);
            }
            scheduleOnce(Timer.SETTLE, stage.settings.settleTimeout());
        }
    }

    private void end(LedgerStreamException failure) {
        if (isClosed(stage.out)) {
            log().warning("After the downstream had cancelled: {}", failure.getMessage());
        }
        failStage(failure);
    }

    @Override
    public void postStop() {
        queue.withdraw();
        int lost = queue.events();
        if (lost > 0) {
            log().info("The stage ended with {} events whose results were not delivered", lost);
        }
    }
}
