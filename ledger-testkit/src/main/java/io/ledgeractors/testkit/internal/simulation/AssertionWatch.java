package io.ledgeractors.testkit.internal.simulation;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Tells of each {@link AssertionError} that an actor throws; Pekko would only stop or restart the actor. */
public final class AssertionWatch<M> extends BehaviorInterceptor<M, M> {
    private final Consumer<AssertionError> failures;

    private AssertionWatch(Class<M> messages, Consumer<AssertionError> failures) {
        super(messages);
        this.failures = failures;
    }

    @SuppressWarnings("unchecked") // an interceptor of Object gets all messages
    public static <M> Behavior<M> of(Behavior<M> behavior, Consumer<AssertionError> failures) {
        return Behaviors.intercept(() -> new AssertionWatch<>((Class<M>) (Class<?>) Object.class, failures), behavior);
    }

    @Override
    public Behavior<M> aroundReceive(TypedActorContext<M> context, M message, ReceiveTarget<M> target) {
        try {
            return target.apply(context, message);
        } catch (AssertionError failure) {
            failures.accept(failure);
            throw failure;
        }
    }
}
