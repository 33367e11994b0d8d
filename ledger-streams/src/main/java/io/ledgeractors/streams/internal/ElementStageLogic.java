package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.ChainTooLongException;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogicWithLogging;
import org.jspecify.annotations.Nullable;

/** One materialised {@link ElementStage}: wires ports to a {@link BatchAssembler} and a {@link Emission}. */
final class ElementStageLogic<I, B extends LedgerBatch, R, O> extends TimerGraphStageLogicWithLogging {
    private static final String CHAIN_TIMER = "chain";

    private final ElementStage<I, B, R, O> stage;
    private final ElementCheck<I> check;
    private final BatchAssembler<I, B> assembler;
    private final Emission<I, O, B, R> emission;
    private final ArrayDeque<Slot<I, B>> sent = new ArrayDeque<>();

    private @Nullable AsyncCallback<ElementStageLogic<I, B, R, O>> flush;
    private boolean flushPending;
    private boolean started;
    // No more elements come: the upstream completed, the downstream cancelled or a chain was in error.
    private boolean draining;
    // What the stage ends with once everything sent has come out; null: completion.
    private @Nullable Throwable failure;
    private boolean chainTimerActive;
    private long chainWaitSince;

    ElementStageLogic(ElementStage<I, B, R, O> stage) {
        super(stage.shape());
        this.stage = stage;
        this.check = stage.check.get();
        this.assembler = new BatchAssembler<>(stage.form);
        this.emission = new Emission<>(stage.form);
        setHandler(stage.in, new ElementsIn());
        setHandler(stage.batches, new BatchesOut());
        setHandler(stage.results, new ResultsIn());
        setHandler(stage.out, new ElementsOut());
    }

    @Override
    public void preStart() {
        flush = createAsyncCallback(logic -> logic.flushNow());
        pull(stage.results);
    }

    private final class ElementsIn extends AbstractInHandler {
        @Override
        public void onPush() {
            I element = grab(stage.in);
            LedgerStreamException wrong = check.wrong(element);
            if (wrong != null) {
                endWith(wrong);
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
            // The flow of batches ended by itself: how comes on its other side, after the results before it.
            if (!isClosed(stage.in)) {
                cancel(stage.in);
            }
        }
    }

    private final class ResultsIn extends AbstractInHandler {
        @Override
        public void onPush() {
            emission.begin(sent.remove(), grab(stage.results));
            if (isClosed(stage.out)) {
                emission.skip();
            }
            emit();
            sendIf(sent.isEmpty());
        }

        @Override
        public void onUpstreamFinish() {
            finishAfterEmission();
        }

        @Override
        public void onUpstreamFailure(Throwable cause) {
            if (failure != null) {
                cause.addSuppressed(failure);
            }
            failure = cause;
            finishAfterEmission();
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
            emission.skip();
            emit();
        }
    }

    @Override
    public void onTimer(Object key) {
        chainTimerActive = false;
        if (assembler.isChainOpen() && !isClosed(stage.in) && hasBeenPulled(stage.in)) {
            Duration left = stage.maxChainWait.minusNanos(System.nanoTime() - chainWaitSince);
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

    /** Takes no more elements; the stage fails after everything complete has come out. */
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
        // By a message to ourselves, so that a burst of the upstream leaves as one batch.
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
            Slot<I, B> slot = assembler.take();
            assembler.limit(stage.eventsMax.getAsInt());
            sent.add(slot);
            push(stage.batches, slot.batch());
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
            chainWaitSince = System.nanoTime();
            if (!chainTimerActive) {
                startChainTimer(stage.maxChainWait);
            }
        }
        pull(stage.in);
    }

    private void startChainTimer(Duration after) {
        chainTimerActive = true;
        scheduleOnce(CHAIN_TIMER, after);
    }

    private void emit() {
        if (emission.isActive() && isAvailable(stage.out)) {
            push(stage.out, emission.next());
        }
        Slot<I, B> done = emission.takeDone();
        if (done != null) {
            assembler.recycle(done);
            if (isClosed(stage.results)) {
                finish();
            } else {
                pull(stage.results);
            }
        }
    }

    private void finishAfterEmission() {
        if (!isClosed(stage.in)) {
            cancel(stage.in);
        }
        if (!emission.isActive()) {
            finish();
        }
    }

    private void finish() {
        Throwable cause = failure;
        if (cause == null) {
            completeStage();
        } else {
            if (isClosed(stage.out)) {
                log().warning("After the downstream had cancelled: {}", cause.getMessage());
            }
            failStage(cause);
        }
    }

    @Override
    public void postStop() {
        int lost = assembler.size();
        for (Slot<I, B> slot : sent) {
            lost += slot.count();
        }
        if (lost > 0) {
            log().info("The stage ended with {} elements whose results were not delivered", lost);
        }
    }
}
