package io.ledgeractors.client.internal.session;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;

/** The request in flight, which may be the register: what was sent, how often, and when to repeat it or give up. */
final class UnansweredRequest {
    final OutgoingFrame frame;
    final UInt128 checksum;
    final Operation operation;
    final int number;
    final long since;
    final long giveUpAt;
    long deadline;
    int attempt;
    int copies;

    UnansweredRequest(
            OutgoingFrame frame, UInt128 checksum, Operation operation, int number, long now, long giveUpAfter) {
        this.frame = frame;
        this.checksum = checksum;
        this.operation = operation;
        this.number = number;
        this.since = now;
        this.giveUpAt = giveUpAfter == SessionConfig.NEVER ? Long.MAX_VALUE : now + giveUpAfter;
        this.deadline = now + SessionTimings.FIRST_TIMEOUT;
    }

    long wakeUpAt() {
        return Math.min(deadline, giveUpAt);
    }

    boolean isRegister() {
        return operation == Operation.REGISTER;
    }

    boolean wasSent() {
        return copies > 0;
    }
}
