package io.ledgeractors.actors.payment.internal.flow;

/** Thrown on purpose. */
final class SimulatedFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    SimulatedFailure(String message) {
        super(message, null, false, false);
    }
}
