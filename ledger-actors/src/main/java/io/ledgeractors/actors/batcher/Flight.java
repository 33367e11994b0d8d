package io.ledgeractors.actors.batcher;

import io.ledgeractors.actors.resolution.Resolution;
import io.ledgeractors.session.Outcome;
import org.jspecify.annotations.Nullable;

/** The request in flight: with the session, answered, or lost and being resolved. */
final class Flight<A extends Ask> {
    final OpenRequest<A> request;
    /** Timestamp of the last reply before it. */
    final long before;

    final long sentAt;

    /** How the handling of the last thing sent ended; null while the session has it, or when it is dealt with. */
    @Nullable
    Outcome outcome;

    long answeredAt;
    /** Null unless the session that had it was lost. */
    @Nullable
    Resolution resolution;
    /** True while something of it is with the session. */
    boolean isSubmitted;
    /** True while a resolution is at work: if it throws, nothing can be known. */
    boolean isResolving;

    Flight(OpenRequest<A> request, long before, long sentAt) {
        this.request = request;
        this.before = before;
        this.sentAt = sentAt;
    }
}
