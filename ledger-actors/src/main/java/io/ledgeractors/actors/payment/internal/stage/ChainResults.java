package io.ledgeractors.actors.payment.internal.stage;

import io.ledgeractors.actors.payment.model.PaymentRefusal;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import java.util.List;

/** The results of a chain of transfers, and what they prove. The rules were found on a real server. Immutable. */
public record ChainResults(List<CreateTransferResult> results) {
    /** Returns true if the ledger created every transfer of the chain. */
    public boolean areAllCreated() {
        for (CreateTransferResult result : results) {
            if (result.status() != CreateTransferStatus.Created) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns true if the ledger holds a transfer with the id of the first one. Only for the first one does {@code
     * exists} prove that, because later ones are not examined after a failure.
     */
    public boolean isFirstInLedger() {
        return isInLedger(results.get(0).status());
    }

    /** Returns the status that broke the chain. */
    CreateTransferStatus breaker() {
        return results.stream()
                .map(CreateTransferResult::status)
                .filter(status ->
                        status != CreateTransferStatus.LinkedEventFailed && status != CreateTransferStatus.Created)
                .findFirst()
                .orElse(CreateTransferStatus.LinkedEventFailed);
    }

    /** Returns true if the id of the first transfer is invalid for good, so that no copy of the chain can execute. */
    public boolean isFirstIdInvalid() {
        CreateTransferStatus first = results.get(0).status();
        return first.isTransient() || first == CreateTransferStatus.IdAlreadyFailed;
    }

    /** Returns when the ledger executed the last transfer, ns since 1970. */
    public long lastTimestamp() {
        return results.get(results.size() - 1).timestamp();
    }

    /** Returns true if the status says that the ledger holds a transfer with this id, the same one or another. */
    public static boolean isInLedger(CreateTransferStatus status) {
        return status == CreateTransferStatus.Exists
                || status.wireName().startsWith(CreateTransferStatus.Exists.wireName() + "_with_different_");
    }

    /** Returns the reason to report for a chain that can never be executed. */
    public PaymentRefusal reason() {
        return breaker() == CreateTransferStatus.IdAlreadyFailed ? PaymentRefusal.LOST : PaymentRefusal.LEDGER;
    }

    /** Returns the name of the status that broke the chain. */
    public String detail() {
        return breaker().wireName();
    }
}
