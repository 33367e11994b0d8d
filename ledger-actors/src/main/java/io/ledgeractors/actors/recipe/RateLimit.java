package io.ledgeractors.actors.recipe;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;

/**
 * Makes transfers that limit how much a user can use in a period. Units are requests, bytes or money, and have a ledger
 * of their own. Each user has an account there, the bucket, which is filled once with the units of one period. A use is
 * a pending transfer that expires after the period, so the ledger gives its units back. If too few are left, the ledger
 * refuses the use with {@code exceeds_credits}.
 *
 * <p>So the uses of any period together never exceed the filling. A use that is voided does not count from then on.
 * Never post one, because its units would be gone for good.
 *
 * @param operator the account that fills buckets; without balance flags
 * @param ledger of the units
 * @param code of the transfers
 * @param perSeconds the period in seconds, at least 1
 */
public record RateLimit(UInt128 operator, int ledger, int code, int perSeconds) {
    /**
     * Checks the period.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public RateLimit {
        if (perSeconds < 1) {
            throw new IllegalArgumentException("perSeconds must be at least 1, but is " + perSeconds);
        }
    }

    /**
     * Returns a transfer that fills a bucket. To fill it once only, give it the same id whenever it is sent.
     *
     * @param id of the transfer
     * @param bucket the user's account, with {@code DEBITS_MUST_NOT_EXCEED_CREDITS}; without it nothing is limited
     * @param units the units that may be used in a period
     */
    public Transfer filling(UInt128 id, UInt128 bucket, UInt128 units) {
        return transfer(id, operator, bucket, units).build();
    }

    /**
     * Returns a transfer that uses units. The ledger refuses it with {@code exceeds_credits} if fewer are left.
     *
     * @param id of the transfer; void it to give the units back at once
     * @param bucket the user's account
     * @param units how many
     */
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
