package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.session.Limits;

/**
 * A session that takes requests.
 *
 * @param limits the limits of its requests
 * @param number number of the session. It is that of the operation that registered it, so it rises from session to
 *     session of one ledger
 * @param timestamp timestamp of the reply to its register, ns since 1970
 */
public record SessionInfo(Limits limits, long number, long timestamp) {
    /** Returns true if a newer session cannot be with the same ledger, or that ledger has lost operations. */
    boolean isOfAnotherLedger(SessionInfo newer, long lastTimestamp) {
        return Long.compareUnsigned(newer.number, number) <= 0 || newer.timestamp <= lastTimestamp;
    }

    boolean isSameSession(SessionInfo other) {
        return number == other.number && timestamp == other.timestamp;
    }
}
