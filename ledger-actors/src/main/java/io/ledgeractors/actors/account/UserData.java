package io.ledgeractors.actors.account;

import io.ledgeractors.model.UInt128;

/**
 * The data that the ledger keeps for its user with an account or a transfer. The numbers are unsigned, so all their
 * bits can be used. 0 means nothing, and in a post or void it means the same as in the reserve. Immutable.
 */
public record UserData(UInt128 data128, long data64, int data32) {
    /** No user data. */
    public static final UserData NONE = new UserData(UInt128.ZERO, 0, 0);

    /** Returns user data with only the 64-bit number. */
    public static UserData of(long data64) {
        return new UserData(UInt128.ZERO, data64, 0);
    }
}
