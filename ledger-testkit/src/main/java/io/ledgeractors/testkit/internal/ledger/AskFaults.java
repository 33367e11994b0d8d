package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.port.Clock;
import io.ledgeractors.testkit.internal.fault.FaultPlan;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;
import org.jspecify.annotations.Nullable;

/**
 * Lets faults strike the asks of batchers. Each batcher calls it on its own thread, and submits the request of an ask
 * right after it has told that the ask leaves. So the thread knows the fault of the request. Thread-safe.
 */
final class AskFaults implements AskInterceptor {
    private final FaultPlan plan;
    private final Clock clock;
    private final ThreadLocal<@Nullable PlannedFault> leaving = new ThreadLocal<>();

    AskFaults(FaultPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    @Override
    public @Nullable Decision decide(EncodedAsk ask) {
        PlannedFault fault = plan.strikeAsk(ask.operation(), ask.events());
        if (fault == null) {
            return null;
        }
        if (fault.strike() instanceof Strike.Refuse refuse) {
            fault.hasStruck();
            return new Decision.Refuse(refuse.reason(), "the test wants this ask to be refused");
        }
        return new Decision.Replace(new StruckAsk(ask, fault, () -> leaves(ask, fault)));
    }

    private RawReply.@Nullable Results leaves(EncodedAsk ask, PlannedFault fault) {
        if (fault.strike() instanceof Strike.OnRequest) {
            leaving.set(fault);
            return null;
        }
        fault.hasStruck();
        return MadeUpResults.of(ask, fault.strike(), clock.realtimeNanos());
    }

    /** Returns the fault of the ask whose request is being submitted on this thread, null if it has none. */
    @Nullable
    PlannedFault takeLeaving() {
        PlannedFault fault = leaving.get();
        if (fault != null) {
            leaving.remove();
        }
        return fault;
    }
}
