package io.ledgeractors.testkit.internal.simulation;

import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Runs behaviors of actors without an actor system: an actor handles one message when it is told to. The actors are
 * children of one parent, because a parent takes some ms to make and a child some µs. One thread uses it.
 */
final class Stage {
    private static final ThreadLocal<Stage> STAGES = ThreadLocal.withInitial(Stage::new);

    private record Begin(Behavior<?> behavior) {}

    private record End(ActorRef<?> actor) {}

    private final BehaviorTestKit<Object> parent = BehaviorTestKit.create(Behaviors.setup(this::parent));
    private @Nullable ActorRef<?> begun;

    private Stage() {}

    /** Returns the stage of this thread. */
    static Stage get() {
        return STAGES.get();
    }

    private Behavior<Object> parent(ActorContext<Object> context) {
        return Behaviors.receive(Object.class)
                .onMessage(Begin.class, begin -> {
                    begun = context.spawnAnonymous(begin.behavior());
                    return Behaviors.same();
                })
                .onMessage(End.class, end -> {
                    context.stop(end.actor());
                    return Behaviors.same();
                })
                .build();
    }

    /** Makes an actor. */
    <M> BehaviorTestKit<M> begin(Behavior<M> behavior) {
        parent.run(new Begin(behavior));
        parent.getAllEffects();
        ActorRef<M> actor = Objects.requireNonNull(begun).unsafeUpcast();
        return parent.childTestKit(actor);
    }

    /** Forgets an actor. */
    void end(BehaviorTestKit<?> actor) {
        parent.run(new End(actor.getRef()));
        parent.getAllEffects();
    }
}
