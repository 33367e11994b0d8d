package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Gives each ask its answer once. An ask that was already reported unknown after its time-out gets no second answer.
 */
final class AskAnswers<A extends Ask> {
    private static final String WHAT_TO_DO =
            "; send the very same events again, with the same ids, to find out, or look the ids up later";

    private final Effects<A> effects;
    // Asks of the request in flight that were reported unknown early; compared by identity.
    private final Set<A> early = Collections.newSetFromMap(new IdentityHashMap<>());

    AskAnswers(Effects<A> effects) {
        this.effects = effects;
    }

    void results(A ask, ByteBuffer results, long timestamp) {
        if (isOwed(ask)) {
            effects.results(ask, results, timestamp);
        }
    }

    void refuse(A ask, Refusal reason, String message) {
        if (isOwed(ask)) {
            effects.refused(ask, reason, message);
        }
    }

    void refuseAsTooMuch(A ask, Limits limits) {
        Operation operation = ask.operation();
        String message = operation.kind() == Operation.Kind.QUERY
                ? "a query for " + ask.results() + " results, but a reply holds at most " + limits.resultsMax(operation)
                        + ": ask for a page at a time"
                : ask.count() + " events, but a request takes at most " + limits.eventsMax(operation)
                        + ": send them in pieces, linked ones together";
        refuse(ask, Refusal.TOO_MUCH_DATA, message);
    }

    void refuseAsInvalid(A ask, EvictionReason reason) {
        String message = "the ledger does not accept this request (" + reason + "): " + ask.count() + " events of "
                + ask.operation();
        refuse(ask, Refusal.INVALID, message);
    }

    /** Refuses an ask whose handling threw. */
    void refuseAsFailed(A ask) {
        refuse(ask, Refusal.FAILED, "handling the ask failed; the log has the cause");
    }

    /** Reports an ask as unknown. The message is completed with what to do about it. */
    void doubt(A ask, String message) {
        if (isOwed(ask)) {
            effects.unknown(ask, message + WHAT_TO_DO);
        }
    }

    /** Reports an ask as unknown whose request is still in flight. Its real answer will be dropped. */
    void doubtEarly(A ask, String message) {
        doubt(ask, message);
        early.add(ask);
    }

    private boolean isOwed(A ask) {
        return early.isEmpty() || !early.remove(ask);
    }
}
