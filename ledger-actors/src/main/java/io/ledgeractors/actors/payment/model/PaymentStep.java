package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What the user does between reserve and post: ships goods, asks another bank, and so on. It is called at least once
 * for each payment whose money is reserved, and again after a crash or by a later attempt: the payment's id is the key
 * by which the step must know that it has done its work already.
 */
@FunctionalInterface
public interface PaymentStep {
    /**
     * Begins the step. Called on the workflow's thread: it must not block. A failure, thrown or of the stage, releases
     * the money.
     */
    CompletionStage<Result> run(Call call);

    /**
     * What the step is for.
     *
     * @param payment with its id, the idempotency key
     * @param attempt 0 to 15
     * @param until when the step is given up and the money released
     */
    record Call(Payment payment, int attempt, Instant until) {}

    /** How a step ends. */
    sealed interface Result {
        /** Post the whole of each leg. */
        static Result capture() {
            return new Captured(List.of());
        }

        /** Post so much of each leg, at most what is reserved; the rest is released. */
        static Result capture(List<UInt128> amounts) {
            if (amounts.isEmpty()) {
                throw new IllegalArgumentException("a partial capture names an amount for each leg");
            }
            return new Captured(List.copyOf(amounts));
        }

        /** Release the money. */
        static Result decline(String why) {
            return new Declined(why);
        }
    }

    /** Post; without amounts all. */
    record Captured(List<UInt128> amounts) implements Result {}

    /** Void. */
    record Declined(String why) implements Result {}

    /** The step failed: void. */
    record Failed(String why) implements Result {}
}
