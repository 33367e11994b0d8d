package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.client.internal.driver.DrivenSession;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.tck.session.ForwardingSession;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A session of a kit's ledger, which takes the fault of each request with it. Thread-safe. */
final class KitSession extends ForwardingSession {
    /** Knows the fault of the request that is being submitted. */
    @FunctionalInterface
    interface FaultSource {
        /** Returns the fault that strikes this request, or null if none does. */
        @Nullable
        PlannedFault of(Operation operation, Body body);
    }

    private final FaultSource faults;
    private final AtomicReference<@Nullable PlannedFault> armed;
    private final boolean hidesReplies;

    /**
     * Creates a session that is not started.
     *
     * @param hidesReplies true if the session answers that an outcome is unknown; false if a batcher does
     * @param armed is read by the links of the session when they send a new request
     */
    KitSession(
            DrivenSession session,
            FaultSource faults,
            boolean hidesReplies,
            AtomicReference<@Nullable PlannedFault> armed) {
        super(session);
        this.hidesReplies = hidesReplies;
        this.faults = faults;
        this.armed = armed;
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        PlannedFault fault = faults.of(operation, body);
        if (fault == null) {
            super.submit(operation, body, handler);
            return;
        }
        armed.set(fault);
        try {
            super.submit(operation, body, hidesReplies && isUnknown(fault) ? hiding(fault, handler) : handler);
        } catch (RuntimeException refused) {
            armed.compareAndSet(fault, null);
            throw refused;
        }
    }

    private static boolean isUnknown(PlannedFault fault) {
        return fault.strike() == Strike.Plain.ANSWER_UNKNOWN;
    }

    private static ReplyHandler hiding(PlannedFault fault, ReplyHandler handler) {
        return outcome -> {
            if (outcome instanceof Outcome.Reply) {
                fault.hasStruck();
                handler.onOutcome(new Outcome.Unknown("the test wants the outcome to be unknown"));
            } else {
                handler.onOutcome(outcome);
            }
        };
    }
}
