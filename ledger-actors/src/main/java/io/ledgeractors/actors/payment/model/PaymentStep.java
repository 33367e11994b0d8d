package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The user's own step between reserve and post, such as shipping goods or asking another bank. It is called at least
 * once for each payment whose money is reserved, and again after a crash or by a later attempt. So the step must be
 * idempotent. The payment's id is the key by which it knows that it has done its work already.
 */
@FunctionalInterface
public interface PaymentStep {
    /**
     * Begins the step. It is called on the thread of an actor that works at many payments, so it must not block. An
     * exception, thrown or of the stage, releases the money.
     *
     * @return completes with the result, on any thread
     */
    CompletionStage<Result> run(Call call);

    /**
     * A call of the step. Immutable.
     *
     * @param payment whose id is the idempotency key
     * @param attempt number of the attempt, 0 to 15
     * @param until when the step is given up and the money is released
     */
    record Call(Payment payment, int attempt, Instant until) {}

    /** The result of a step. Immutable. */
    sealed interface Result {
        /** Returns a result that posts the whole amount of each leg. */
        static Result capture() {
            return new Captured(List.of());
        }

        /**
         * Returns a result that posts a part of each leg and releases the rest.
         *
         * @param amounts one for each leg, at most what is reserved
         * @throws IllegalArgumentException if there are no amounts
         */
        static Result capture(List<UInt128> amounts) {
            if (amounts.isEmpty()) {
                throw new IllegalArgumentException("a partial capture names an amount for each leg");
            }
            return new Captured(List.copyOf(amounts));
        }

        /**
         * Returns a result that releases the money.
         *
         * @param why told to the asker as the detail of the refusal
         */
        static Result decline(String why) {
            return new Declined(why);
        }
    }

    /** The step succeeded, and the reserves are posted. Without amounts the whole is posted. */
    record Captured(List<UInt128> amounts) implements Result {}

    /** The step declined, and the reserves are voided. */
    record Declined(String why) implements Result {}

    /** The step failed, and the reserves are voided. */
    record Failed(String why) implements Result {}
}
