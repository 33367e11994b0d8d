package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;

/**
 * A leaky bucket per user: the user's account on a ledger of its own is filled once with what is allowed in a time, each
 * use is a pending transfer that expires after that time, and the ledger gives it back. No room left: {@code
 * exceeds_credits}. Units are requests, bytes or money.
 *
 * @param operator the account that fills buckets and gets what leaks; no limit
 * @param ledger of the units
 * @param code of the transfers
 * @param perSeconds the time, at least 1
 */
public record RateLimit(UInt128 operator, int ledger, int code, int perSeconds) {
    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public RateLimit {
        if (perSeconds < 1) {
            throw new IllegalArgumentException("a rate needs a time of at least 1 s, not " + perSeconds);
        }
    }

    /**
     * Fills a bucket, once.
     *
     * @param bucket the user's account, with {@code DEBITS_MUST_NOT_EXCEED_CREDITS}
     * @param units what is allowed in the time
     */
    public Transfer filling(UInt128 id, UInt128 bucket, UInt128 units) {
        return transfer(id, operator, bucket, units).build();
    }

    /** Uses units; refused by the ledger if there are not so many left. */
    public Transfer using(UInt128 id, UInt128 bucket, UInt128 units) {
        return transfer(id, bucket, operator, units)
                .flags(TransferFlags.PENDING)
                .timeout(perSeconds)
                .build();
    }

    private Transfer.Builder transfer(UInt128 id, UInt128 debit, UInt128 credit, UInt128 units) {
        return Transfer.builder()
                .id(id)
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(units)
                .ledger(ledger)
                .code(code);
    }
}
