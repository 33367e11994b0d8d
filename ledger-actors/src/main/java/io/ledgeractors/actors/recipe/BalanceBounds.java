package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * A transfer after which the account that gets the money may not have more than a bound; its own flag {@code
 * DEBITS_MUST_NOT_EXCEED_CREDITS} bounds it from below by 0. A control account is given as much room as the bound, the whole
 * balance is moved there as pending, and all of it is undone.
 *
 * @param control with {@code CREDITS_MUST_NOT_EXCEED_DEBITS}, without other transfers
 * @param operator lends the control account its room; no limit
 */
public record BalanceBounds(UInt128 control, UInt128 operator) {
    /**
     * The transfer and its bound. Refused with {@code exceeds_debits} at the third transfer if the balance would be more.
     *
     * @param atMost what the credit account may have afterwards
     */
    public List<Transfer> transfers(Transfer transfer, Supplier<UInt128> ids, UInt128 atMost) {
        Transfer trial = Chain.like(transfer, ids.get(), transfer.creditAccountId(), control)
                .amount(UInt128.MAX)
                .flags(TransferFlags.PENDING | TransferFlags.BALANCING_DEBIT)
                .build();
        return Chain.of(
                transfer,
                Chain.like(transfer, ids.get(), control, operator)
                        .amount(atMost)
                        .build(),
                trial,
                Chain.voiding(ids.get(), trial.id()),
                Chain.like(transfer, ids.get(), operator, control)
                        .amount(atMost)
                        .build());
    }
}
