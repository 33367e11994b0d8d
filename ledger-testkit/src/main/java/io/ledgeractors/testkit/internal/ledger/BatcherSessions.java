package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.AskInterceptor;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.InterceptedSessions;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.testkit.internal.fault.FaultPlan;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;
import io.ledgeractors.wire.Operation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one batcher, whose asks the faults choose from. The batcher calls the interceptor and submits requests
 * on its thread, so the fault of the ask that leaves is that of the request that is submitted next.
 */
final class BatcherSessions implements InterceptedSessions, AskInterceptor {
    private final FaultPlan plan;
    private final Clock clock;
    private final Function<KitSession.FaultSource, LedgerSession> sessions;
    private @Nullable PlannedFault leaving;

    /**
     * Creates the source of a batcher's sessions.
     *
     * @param sessions makes a session whose requests have the faults of this source
     */
    BatcherSessions(FaultPlan plan, Clock clock, Function<KitSession.FaultSource, LedgerSession> sessions) {
        this.plan = plan;
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    public LedgerSession get() {
        return sessions.apply(this::takeLeaving);
    }

    @Override
    public AskInterceptor interceptor() {
        return this;
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
        return new Decision.Replace(new StruckAsk(ask, fault, () -> {
            if (fault.strike() instanceof Strike.OnRequest) {
                leaving = fault;
                return null;
            }
            fault.hasStruck();
            return MadeUpResults.of(ask, fault.strike(), clock.realtimeNanos());
        }));
    }

    private @Nullable PlannedFault takeLeaving(Operation operation, Body body) {
        PlannedFault fault = leaving;
        leaving = null;
        return fault;
    }
}
