package io.ledgeractors.embedded;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import org.jspecify.annotations.Nullable;

/**
 * The result of one transfer of a dry run, at the position of its event. Immutable.
 *
 * @param result the status and the timestamp that the ledger would answer, see {@link CreateTransferResult}
 * @param debitAccount the debit account as a look-up would return it directly after the event: its balances, and its
 *     flags, among them {@code closed}. It is the account of the pending transfer if the event posts or voids one. An
 *     event that is not created changes no account, so the account then is as the events before left it. Null if the
 *     ledger has no such account
 * @param creditAccount the credit account, in the same way
 */
public record DryRunResult(
        CreateTransferResult result,
        @Nullable Account debitAccount,
        @Nullable Account creditAccount) {}
