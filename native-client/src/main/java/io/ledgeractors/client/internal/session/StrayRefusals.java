package io.ledgeractors.client.internal.session;

import io.ledgeractors.wire.EvictionReason;

/**
 * Tells the refusal of the request in flight from late refusals of earlier requests. A refusal does not name its
 * request, and each copy of a request may bring one. While such strays may still come, a refusal proves nothing about
 * the request in flight, so that request is sent again. If the server refuses it, it refuses each copy, until no stray
 * is left.
 */
final class StrayRefusals {
    private int strays;

    /** Returns true if the reason is about one request, which was not executed and whose number is not used up. */
    static boolean isOfRequest(EvictionReason reason) {
        return switch (reason) {
            case INVALID_REQUEST_OPERATION, INVALID_REQUEST_BODY, INVALID_REQUEST_BODY_SIZE -> true;
            default -> false;
        };
    }

    /** Returns true if the refusal that came may be a stray, and counts it as one. */
    boolean mayBeStray() {
        if (strays == 0) {
            return false;
        }
        strays--;
        return true;
    }

    /** Notes that a request was reported as refused, of which {@code copies} copies had been sent. */
    void reported(int copies) {
        strays = copies - 1;
    }
}
