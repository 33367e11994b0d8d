package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.session.Limits;

/**
 * A session that takes requests.
 *
 * @param number of the session: that of the operation that registered it, so it rises from session to session
 * @param timestamp of the reply to its register, ns since 1970
 */
public record SessionInfo(Limits limits, long number, long timestamp) {
    /** True if this session and a newer one cannot be with the same ledger, which has lost what it knew. */
    boolean isOfAnotherLedger(SessionInfo newer, long lastTimestamp) {
        return Long.compareUnsigned(newer.number, number) <= 0 || newer.timestamp <= lastTimestamp;
    }

    boolean isSameSession(SessionInfo other) {
        return number == other.number && timestamp == other.timestamp;
    }
}
