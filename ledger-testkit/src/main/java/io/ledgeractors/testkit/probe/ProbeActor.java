package io.ledgeractors.testkit.probe;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.internal.session.SessionMessage;
import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.session.SessionState;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The actor in place of a batcher. It hands asks over to the probe, and answers what is no ask. */
final class ProbeActor {
    private ProbeActor() {}

    /** Returns its behavior; {@code asks} is called on the actor's thread. */
    static Behavior<BatcherMessage> create(SessionState.Registered state, Consumer<LedgerBatcher.Submit> asks) {
        return Behaviors.receive(BatcherMessage.class)
                .onMessage(LedgerBatcher.Submit.class, ask -> {
                    asks.accept(ask);
                    return Behaviors.same();
                })
                .onMessage(LedgerBatcher.Subscribe.class, subscription -> {
                    subscription.subscriber().tell(state);
                    return Behaviors.same();
                })
                .onMessage(LedgerBatcher.Unsubscribe.class, subscription -> Behaviors.same())
                .onMessage(SessionMessage.AwaitRegistered.class, await -> {
                    await.registered().complete(state);
                    return Behaviors.same();
                })
                .onMessage(SessionMessage.Close.class, close -> {
                    close.whenClosed().run();
                    return Behaviors.same();
                })
                .onMessage(SessionMessage.Stop.class, stop -> Behaviors.stopped())
                .build();
    }
}
