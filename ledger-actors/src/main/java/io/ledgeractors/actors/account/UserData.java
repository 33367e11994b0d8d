package io.ledgeractors.actors.account;

import io.ledgeractors.model.UInt128;

/**
 * What the ledger keeps for its user beside an account or a transfer. All bits of the numbers are taken, as unsigned. 0
 * means nothing, and in a post or void "as in the reserve".
 */
public record UserData(UInt128 data128, long data64, int data32) {
    /** Nothing. */
    public static final UserData NONE = new UserData(UInt128.ZERO, 0, 0);

    /** Only the 64 bits. */
    public static UserData of(long data64) {
        return new UserData(UInt128.ZERO, data64, 0);
    }
}
