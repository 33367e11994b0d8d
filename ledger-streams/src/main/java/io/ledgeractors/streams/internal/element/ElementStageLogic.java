package io.ledgeractors.streams.internal.element;

import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.internal.gate.StageTimers;
import java.time.Duration;
import java.util.ArrayDeque;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogicWithLogging;
import org.jspecify.annotations.Nullable;

/** One materialised {@link ElementStage}: connects ports to a {@link BatchAssembler} and a {@link ResultEmitter}. */
final class ElementStageLogic<I, B extends LedgerBatch, R, O> extends TimerGraphStageLogicWithLogging {
    private static final String CHAIN_TIMER = "chain";

    private final ElementStage<I, B, R, O> stage;
    private final ElementCheck<I> check;
    private final BatchAssembler<I, B> assembler;
    private final ResultEmitter<I, O, B, R> emitter;
    private final ArrayDeque<ElementBatch<I, B>> sent = new ArrayDeque<>();

    private @Nullable AsyncCallback<ElementStageLogic<I, B, R, O>> flush;
    private boolean flushPending;
    private boolean started;
    // True once the stage takes no more elements, because the upstream completed, the downstream cancelled, or an
    // element or chain was in error.
    private boolean draining;
    // The stage fails with this error after all results were emitted; it completes if this is null.
    private @Nullable Throwable failure;
    private final StageTimers timers;
    private boolean chainTimerActive;
    private long chainWaitSince;

    ElementStageLogic(ElementStage<I, B, R, O> stage) {
        super(stage.shape());
        this.stage = stage;
        this.check = stage.check.get();
        this.assembler = new BatchAssembler<>(stage.mapper);
        this.emitter = new ResultEmitter<>(stage.mapper);
        this.timers = new StageTimers(
                stage.time, this::scheduleOnce, this::isTimerActive, this::createAsyncCallback, this::onTimer);
        setHandler(stage.in, new ElementsIn());
        setHandler(stage.batches, new BatchesOut());
        setHandler(stage.results, new ResultsIn());
        setHandler(stage.out, new ElementsOut());
    }

    @Override
    public void preStart() {
        flush = createAsyncCallback(ElementStageLogic::flushNow);
        pull(stage.results);
    }

    private final class ElementsIn extends AbstractInHandler {
        @Override
        public void onPush() {
            I element = grab(stage.in);
            LedgerStreamException error = check.check(element);
            if (error != null) {
                endWith(error);
                return;
            }
            assembler.add(element);
            if (assembler.isChainTooLong()) {
                endWith(new ChainTooLongException(assembler.openChainId(), assembler.size()));
            } else if (assembler.isFull()) {
                sendIf(true);
            } else if (sent.isEmpty() && assembler.complete() > 0) {
                flushSoon();
            }
            pullElement();
        }

        @Override
        public void onUpstreamFinish() {
            if (assembler.isChainOpen()) {
                endWith(openChain("the upstream completed"));
            } else {
                drain();
            }
        }
    }

    private final class BatchesOut extends AbstractOutHandler {
        @Override
        public void onPull() {
            if (!started) {
                started = true;
                assembler.limit(stage.eventsMax.getAsInt());
                pullElement();
            }
            sendIf(assembler.isFull() || sent.isEmpty());
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
            // The joined flow ended by itself. Its completion or failure arrives on `results`, after earlier results.
            if (!isClosed(stage.in)) {
                cancel(stage.in);
            }
        }
    }

    private final class ResultsIn extends AbstractInHandler {
        @Override
        public void onPush() {
            emitter.begin(sent.remove(), grab(stage.results));
            if (isClosed(stage.out)) {
                emitter.skip();
            }
            emit();
            sendIf(sent.isEmpty());
        }

        @Override
        public void onUpstreamFinish() {
            finishAfterEmitting();
        }

        @Override
        public void onUpstreamFailure(Throwable cause) {
            if (failure != null) {
                cause.addSuppressed(failure);
            }
            failure = cause;
            finishAfterEmitting();
        }
    }

    private final class ElementsOut extends AbstractOutHandler {
        @Override
        public void onPull() {
            emit();
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
            if (!(cause instanceof SubscriptionWithCancelException.NonFailureCancellation)) {
                cancelStage(cause);
                return;
            }
            if (assembler.isChainOpen()) {
                endWith(openChain("the downstream cancelled"));
            } else {
                drain();
            }
            emitter.skip();
            emit();
        }
    }

    @Override
    public void onTimer(Object key) {
        chainTimerActive = false;
        if (assembler.isChainOpen() && !isClosed(stage.in) && hasBeenPulled(stage.in)) {
            Duration left = stage.maxChainWait.minusNanos(stage.time.now() - chainWaitSince);
            if (left.isNegative() || left.isZero()) {
                endWith(openChain("the upstream had paused for " + stage.maxChainWait));
            } else {
                startChainTimer(left);
            }
        }
    }

    private ChainOpenException openChain(String why) {
        return new ChainOpenException(assembler.openChainId(), assembler.openChainLength(), why);
    }

    // Takes no more elements. The stage fails after the results of all complete chains were emitted.
    private void endWith(Throwable cause) {
        failure = failure == null ? cause : failure;
        assembler.dropOpenChain();
        drain();
    }

    private void drain() {
        draining = true;
        if (!isClosed(stage.in)) {
            cancel(stage.in);
        }
        sendIf(true);
    }

    private void flushSoon() {
        // The flush runs behind the events that are queued now, so that a burst of the upstream leaves as one batch.
        if (!flushPending && flush != null) {
            flushPending = true;
            flush.invoke(this);
        }
    }

    private void flushNow() {
        flushPending = false;
        sendIf(sent.isEmpty());
    }

    private void sendIf(boolean due) {
        if (isClosed(stage.batches)) {
            return;
        }
        if ((due || draining) && assembler.complete() > 0 && isAvailable(stage.batches)) {
            ElementBatch<I, B> batch = assembler.take();
            assembler.limit(stage.eventsMax.getAsInt());
            sent.add(batch);
            push(stage.batches, batch.batch());
            pullElement();
        }
        if (draining && assembler.complete() == 0) {
            complete(stage.batches);
        }
    }

    private void pullElement() {
        if (!started || assembler.isFull() || isClosed(stage.in) || hasBeenPulled(stage.in)) {
            return;
        }
        if (assembler.isChainOpen()) {
            chainWaitSince = stage.time.now();
            if (!chainTimerActive) {
                startChainTimer(stage.maxChainWait);
            }
        }
        pull(stage.in);
    }

    private void startChainTimer(Duration after) {
        chainTimerActive = true;
        timers.start(CHAIN_TIMER, after);
    }

    private void emit() {
        if (emitter.isActive() && isAvailable(stage.out)) {
            push(stage.out, emitter.next());
        }
        ElementBatch<I, B> done = emitter.takeDone();
        if (done != null) {
            assembler.recycle(done);
            if (isClosed(stage.results)) {
                finish();
            } else {
                pull(stage.results);
            }
        }
    }

    private void finishAfterEmitting() {
        if (!isClosed(stage.in)) {
            cancel(stage.in);
        }
        if (!emitter.isActive()) {
            finish();
        }
    }

    private void finish() {
        Throwable cause = failure;
        if (cause == null) {
            completeStage();
        } else {
            if (isClosed(stage.out)) {
                log().warning("Failed after the downstream had cancelled: {}", cause.getMessage());
            }
            failStage(cause);
        }
    }

    @Override
    public void postStop() {
        timers.stop();
        int lost = assembler.size();
        for (ElementBatch<I, B> batch : sent) {
            lost += batch.count();
        }
        if (lost > 0) {
            log().info("The stage ended with {} elements whose results were not delivered", lost);
        }
    }
}
