package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.message.BatcherMessage;
import io.ledgeractors.session.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The watchers of the state of the session: subscribers, and futures that wait for a session. Runs on the batcher's
 * thread only.
 */
final class StateWatchers {
    private final ActorContext<BatcherMessage> context;
    private final Set<ActorRef<SessionState>> subscribers = new LinkedHashSet<>();
    private final List<SessionMessage.AwaitRegistered> awaiting = new ArrayList<>();

    StateWatchers(ActorContext<BatcherMessage> context) {
        this.context = context;
    }

    void add(ActorRef<SessionState> subscriber, SessionState present) {
        if (subscribers.add(subscriber)) {
            context.watch(subscriber);
        }
        subscriber.tell(present);
    }

    void remove(ActorRef<SessionState> subscriber) {
        if (subscribers.remove(subscriber)) {
            context.unwatch(subscriber);
        }
    }

    void gone(Terminated terminated) {
        subscribers.removeIf(subscriber -> subscriber.equals(terminated.getRef()));
    }

    void await(SessionMessage.AwaitRegistered waiter, SessionState present) {
        awaiting.add(waiter);
        tellAwaiting(present);
    }

    void tell(SessionState state) {
        subscribers.forEach(subscriber -> subscriber.tell(state));
        tellAwaiting(state);
    }

    private void tellAwaiting(SessionState state) {
        awaiting.removeIf(waiter -> isOver(waiter, state) || waiter.registered().isDone());
    }

    /** Completes the waiter's future if the state ends its waiting. Returns true if so. */
    private static boolean isOver(SessionMessage.AwaitRegistered waiter, SessionState state) {
        SessionState.Registered registered = SessionStates.registered(state);
        if (registered != null) {
            waiter.registered().complete(registered);
            return true;
        }
        if (SessionStates.isHopeless(state)) {
            waiter.registered().completeExceptionally(waiter.failure().apply(state));
            return true;
        }
        return false;
    }
}
