package io.ledgeractors.actors.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.WrappedMessage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. Answers commands that Pekko gives up before their entity has them, so that no asker waits in vain.
 * Sharding drops what it has buffered for a shard that moves to another node, and what its buffer does not hold. Such a
 * command is a dead letter of this system: it was not executed, and will not be. Thread-safe.
 */
@InternalApi
public final class UndeliveredCommands implements Extension {
    /** Tells the asker of a command why it is refused. */
    public static final String WHY =
            "the command did not reach its entity, because the entity moves to another node, its node cannot be reached"
                    + " or too many commands wait; it was not executed: ask again";

    private static final class Id extends ExtensionId<UndeliveredCommands> {
        private static final Id INSTANCE = new Id();

        @Override
        public UndeliveredCommands createExtension(ActorSystem<?> system) {
            return new UndeliveredCommands(system);
        }
    }

    private final Map<Class<?>, Consumer<Object>> refusals = new ConcurrentHashMap<>();

    private UndeliveredCommands(ActorSystem<?> system) {
        ActorRef<DeadLetter> listener = system.systemActorOf(listener(), "ledger-undelivered-commands", Props.empty());
        // Artery publishes a command that overflows its queue twice, as Dropped and as a dead letter, and sharding
        // publishes what it drops as a dead letter. So each command is there once among the dead letters.
        Adapter.toClassic(system).eventStream().subscribe(Adapter.toClassic(listener), DeadLetter.class);
    }

    /**
     * Refuses undelivered commands of this type from now on.
     *
     * @param refuse answers the asker of a command; it is called on the thread of an actor and must not block
     */
    public static <C> void refuse(ActorSystem<?> system, Class<C> type, Consumer<? super C> refuse) {
        Id.INSTANCE.apply(system).refusals.put(type, command -> refuse.accept(type.cast(command)));
    }

    // Other nodes can send anything, which must not stop the listener.
    private Behavior<DeadLetter> listener() {
        return Behaviors.receive(DeadLetter.class)
                .onMessage(DeadLetter.class, letter -> {
                    undelivered(WrappedMessage.unwrap(letter));
                    return Behaviors.same();
                })
                .build();
    }

    private void undelivered(Object message) {
        refusals.forEach((type, refuse) -> {
            if (type.isInstance(message)) {
                refuse.accept(message);
            }
        });
    }
}
