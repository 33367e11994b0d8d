package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.LedgerBatcher.Command;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import io.ledgeractors.actors.LedgerBatcher;

/**
 * The actor around {@link BatcherShell}. The part that handles commands is supervised and restarted when it
 * throws; the keeper, with the session, the request in flight and everybody who waits, outlives that.
 */
final class BatcherBehavior {
    private BatcherBehavior() {}

    static Behavior<Command> create(BatcherShell.Means means) {
        return Behaviors.setup(context -> {
            BatcherShell keeper = new BatcherShell(context, means);
            keeper.openSession();
            return Behaviors.supervise(Behaviors.<Command>setup(restarted -> {
                        keeper.recover();
                        return handling(keeper);
                    }))
                    .onFailure(SupervisorStrategy.restart());
        });
    }

    private static Behavior<Command> handling(BatcherShell keeper) {
        return Behaviors.receive(Command.class)
                .onMessage(LedgerBatcher.Submit.class, keeper::ask)
                .onMessage(LedgerBatcher.Answered.class, keeper::answered)
                .onMessage(LedgerBatcher.Tick.class, keeper::tick)
                .onMessage(LedgerBatcher.Lost.class, keeper::lost)
                .onMessage(LedgerBatcher.StateChanged.class, keeper::stateChanged)
                .onMessage(LedgerBatcher.Reconnect.class, keeper::reconnect)
                .onMessage(LedgerBatcher.Resume.class, keeper::resume)
                .onMessage(LedgerBatcher.Subscribe.class, keeper::subscribe)
                .onMessage(LedgerBatcher.Unsubscribe.class, keeper::unsubscribe)
                .onMessage(LedgerBatcher.AwaitRegistered.class, keeper::await)
                .onMessage(LedgerBatcher.CloseIntake.class, keeper::closeIntake)
                .onMessage(LedgerBatcher.Close.class, keeper::close)
                .onMessage(LedgerBatcher.DrainTimeout.class, keeper::drainTimeout)
                .onMessage(LedgerBatcher.SessionClosed.class, keeper::sessionClosed)
                .onSignal(Terminated.class, keeper::subscriberGone)
                .onSignal(PostStop.class, keeper::stopped)
                .build();
    }
}
