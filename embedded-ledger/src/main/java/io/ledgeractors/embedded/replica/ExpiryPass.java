package io.ledgeractors.embedded.replica;

/**
 * The ledger's thread reports this after it has expired the pending transfers that were due.
 *
 * @param timestamp time of the ledger, ns since 1970
 * @param nextExpiry when the next pending transfer expires, ns since 1970; {@link Long#MAX_VALUE} if there is none. It
 *     is not later than the clock if the ledger has no capacity for the expiry
 */
public record ExpiryPass(long timestamp, long nextExpiry) {}
