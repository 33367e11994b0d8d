package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;

/**
 * A transfer after which an account may not have a balance on one side, although other transfers may bring it there: the
 * rule of a flag for some transfers only. A pending transfer of 1 that is cut to the balance tries to move it to or from a
 * control account that takes nothing.
 */
public final class BalanceInvariant {
    private static final UInt128 ONE = UInt128.of(1);

    private BalanceInvariant() {}

    /**
     * The credit account's credits must not exceed its debits afterwards.
     *
     * @param control an account without transfers, with {@code CREDITS_MUST_NOT_EXCEED_DEBITS}
     */
    public static List<Transfer> creditsMustNotExceedDebits(Transfer transfer, Supplier<UInt128> ids, UInt128 control) {
        return tried(transfer, ids, transfer.creditAccountId(), control, TransferFlags.BALANCING_DEBIT);
    }

    /**
     * The debit account's debits must not exceed its credits afterwards.
     *
     * @param control an account without transfers, with {@code DEBITS_MUST_NOT_EXCEED_CREDITS}
     */
    public static List<Transfer> debitsMustNotExceedCredits(Transfer transfer, Supplier<UInt128> ids, UInt128 control) {
        return tried(transfer, ids, control, transfer.debitAccountId(), TransferFlags.BALANCING_CREDIT);
    }

    private static List<Transfer> tried(
            Transfer transfer, Supplier<UInt128> ids, UInt128 debit, UInt128 credit, int balancing) {
        Transfer trial = Chain.like(transfer, ids.get(), debit, credit)
                .amount(ONE)
                .flags(TransferFlags.PENDING | balancing)
                .build();
        return Chain.of(transfer, trial, Chain.voiding(ids.get(), trial.id()));
    }
}
