package io.ledgeractors.testkit;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentStep;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A payment step that a test controls. It records its calls. Each call hangs until the test ends it, or ends at once as
 * the step was created. Thread-safe.
 */
public final class TestPaymentStep implements PaymentStep {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<CompletableFuture<Result>> results;
    private final BlockingQueue<StepCall> unseen = new LinkedBlockingQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** A call of the step, which hangs until one of the methods ends it. Thread-safe. */
    public static final class StepCall {
        private final Call call;
        private final CompletableFuture<Result> result;

        private StepCall(Call call, CompletableFuture<Result> result) {
            this.call = call;
            this.result = result;
        }

        /** Returns the payment, the attempt and the time at which the step is given up. */
        public Call call() {
            return call;
        }

        /** Ends the call: the whole amount of each leg is posted. */
        public void capture() {
            end(Result.capture());
        }

        /** Ends the call: a part of each leg is posted. */
        public void capture(List<UInt128> amounts) {
            end(Result.capture(amounts));
        }

        /** Ends the call: the money is released. */
        public void decline(String why) {
            end(Result.decline(why));
        }

        /** Ends the call with an exception: the money is released. */
        public void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }

        private void end(Result ended) {
            result.complete(ended);
        }
    }

    private TestPaymentStep(Supplier<CompletableFuture<Result>> results) {
        this.results = results;
    }

    /** Returns a step whose calls hang until the test ends them. */
    public static TestPaymentStep hanging() {
        return new TestPaymentStep(CompletableFuture::new);
    }

    /** Returns a step whose calls end at once with this result. */
    public static TestPaymentStep ending(Result result) {
        return new TestPaymentStep(() -> CompletableFuture.completedFuture(result));
    }

    /** Returns a step whose calls fail at once with this exception. */
    public static TestPaymentStep failing(Throwable failure) {
        return new TestPaymentStep(() -> CompletableFuture.failedFuture(failure));
    }

    @Override
    public CompletionStage<Result> run(Call call) {
        CompletableFuture<Result> result = results.get();
        calls.add(call);
        unseen.add(new StepCall(call, result));
        return result;
    }

    /**
     * Waits for the next call, at most 10 s of real time.
     *
     * @throws AssertionError if none comes
     */
    public StepCall expectCall() {
        try {
            StepCall next = unseen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("the step was not called within " + PATIENCE + " of real time");
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a call of the step", interrupted);
        }
    }

    /** Returns all calls so far, those that {@link #expectCall} has returned included. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns the calls so far for one payment. */
    public List<Call> calls(PaymentId id) {
        return calls.stream().filter(call -> call.payment().id().equals(id)).toList();
    }
}
