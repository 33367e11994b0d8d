package io.ledgeractors.client.internal.session;

import io.ledgeractors.wire.EvictionReason;

/**
 * Which refusal belongs to which request. A refusal does not say which request it means, and each copy of one may
 * bring its own: while such strays of requests already reported may come, a refusal proves nothing about the
 * request in flight, and that is sent again. One that deserves it is refused again, until no stray is left.
 */
final class StrayRefusals {
    private int strays;

    /** True if the reason is about one request, not about the session: it was not executed, its number not used. */
    static boolean isOfRequest(EvictionReason reason) {
        return switch (reason) {
            case INVALID_REQUEST_OPERATION, INVALID_REQUEST_BODY, INVALID_REQUEST_BODY_SIZE -> true;
            default -> false;
        };
    }

    /** True if the refusal that came may be a stray; it counts as one. */
    boolean mayBeStray() {
        if (strays == 0) {
            return false;
        }
        strays--;
        return true;
    }

    /** A request of which so many copies were sent is reported as refused. */
    void reported(int copies) {
        strays = copies - 1;
    }
}
