package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.List;

/** What the results of a chain mean. Source: recovery.md, found on a real server. */
record Answers(List<CreateTransferResult> results) {
    boolean areAllCreated() {
        for (CreateTransferResult result : results) {
            if (result.status() != CreateTransferStatus.Created) {
                return false;
            }
        }
        return true;
    }

    /** True if something with the first one's id is in the ledger: only there an {@code exists} proves anything. */
    boolean isFirstThere() {
        return isThere(results.get(0).status());
    }

    /** The status that broke the chain. */
    CreateTransferStatus breaker() {
        return results.stream()
                .map(CreateTransferResult::status)
                .filter(status ->
                        status != CreateTransferStatus.LinkedEventFailed && status != CreateTransferStatus.Created)
                .findFirst()
                .orElse(CreateTransferStatus.LinkedEventFailed);
    }

    /** True if the first one's id is used up, so that nothing that begins with it can be executed any more. */
    boolean isBurnt() {
        CreateTransferStatus first = results.get(0).status();
        return first.isTransient() || first == CreateTransferStatus.IdAlreadyFailed;
    }

    long lastTimestamp() {
        return results.get(results.size() - 1).timestamp();
    }

    /** True if it says that something with this id is in the ledger, the same or something else. */
    static boolean isThere(CreateTransferStatus status) {
        return status == CreateTransferStatus.Exists
                || status.wireName().startsWith(CreateTransferStatus.Exists.wireName() + "_with_different_");
    }

    /** What to tell of a chain that can never be executed. */
    PaymentRefusal reason() {
        return breaker() == CreateTransferStatus.IdAlreadyFailed ? PaymentRefusal.LOST : PaymentRefusal.LEDGER;
    }

    String detail() {
        return breaker().wireName();
    }
}
