package io.ledgeractors.actors.recovery;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;

/**
 * Invalidates the ids of transfers whose late copies must not be executed. A transfer between two missing accounts
 * fails with a transient status, and the ledger refuses an id for good after such a failure. One member with an invalid
 * id stops a whole chain. The rules were found on a real server. Pure, thread-safe.
 */
public final class IdInvalidation {
    private static final int ANY = 1;

    private IdInvalidation() {}

    /**
     * Returns a transfer that can only fail and so invalidates its id, unless the ledger holds a transfer with this id.
     *
     * @param id the id to invalidate
     * @param missingDebit an id that no account has
     * @param missingCredit another id that no account has
     */
    public static Transfer transfer(UInt128 id, UInt128 missingDebit, UInt128 missingCredit) {
        return transfer(id, 0, 0, missingDebit, missingCredit);
    }

    /**
     * Returns a transfer that can only fail, as {@link #transfer(UInt128, UInt128, UInt128)} does. It states the ledger
     * and the code of the transfer that must not be executed, so that a gateway that limits both takes it.
     *
     * @param ledger of the transfer with this id; 0 if it states none
     * @param code of the transfer with this id; 0 if it states none
     */
    public static Transfer transfer(UInt128 id, int ledger, int code, UInt128 missingDebit, UInt128 missingCredit) {
        return Transfer.builder()
                .id(id)
                .debitAccountId(missingDebit)
                .creditAccountId(missingCredit)
                .ledgerUnsigned(ledger == 0 ? ANY : ledger)
                .code(code == 0 ? ANY : code)
                .build();
    }

    /**
     * Returns true if the ledger's answer to {@link #transfer} says that the id is invalid. {@code IdAlreadyFailed}
     * says that it was invalid before.
     */
    public static boolean isInvalid(CreateTransferStatus status) {
        return status == CreateTransferStatus.DebitAccountNotFound || status == CreateTransferStatus.IdAlreadyFailed;
    }
}
