package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.StateSubscription;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The behavior of the batcher's actor. The part that handles messages is supervised and restarted when it throws. The
 * {@link BatcherShell}, with the session, the request in flight and all asks that wait, outlives a restart.
 */
public final class BatcherBehavior {
    private BatcherBehavior() {}

    /** Creates the behavior of a batcher, which opens its first session when it starts. */
    public static Behavior<BatcherMessage> create(BatcherShell.Dependencies dependencies) {
        return Behaviors.setup(context -> {
            BatcherShell shell = new BatcherShell(context, dependencies);
            shell.openSession();
            return Behaviors.supervise(Behaviors.<BatcherMessage>setup(restarted -> {
                        shell.recover();
                        return handling(shell);
                    }))
                    .onFailure(SupervisorStrategy.restart());
        });
    }

    private static Behavior<BatcherMessage> handling(BatcherShell shell) {
        return Behaviors.receive(BatcherMessage.class)
                .onMessage(EncodedAsk.class, shell::ask)
                .onMessage(SessionMessage.Answered.class, shell::answered)
                .onMessage(SessionMessage.Tick.class, shell::tick)
                .onMessage(SessionMessage.Lost.class, shell::lost)
                .onMessage(SessionMessage.StateChanged.class, shell::stateChanged)
                .onMessage(SessionMessage.Reconnect.class, shell::reconnect)
                .onMessage(SessionMessage.Resume.class, shell::resume)
                .onMessage(StateSubscription.class, shell::subscribe)
                .onMessage(SessionMessage.AwaitRegistered.class, shell::await)
                .onMessage(SessionMessage.Close.class, shell::close)
                .onMessage(SessionMessage.DrainTimeout.class, shell::drainTimeout)
                .onMessage(SessionMessage.SessionClosed.class, shell::sessionClosed)
                .onMessage(SessionMessage.Stop.class, stop -> Behaviors.stopped())
                .onSignal(Terminated.class, shell::subscriberGone)
                .onSignal(PostStop.class, shell::stopped)
                .build();
    }
}
