package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import io.ledgeractors.actors.LedgerBatcher;

/** Those who want to know the state of the session: subscribers, and who waits for a session. */
final class StateWatchers {
    private final ActorContext<LedgerBatcher.Command> context;
    private final Set<ActorRef<SessionState>> subscribers = new LinkedHashSet<>();
    private final List<CompletableFuture<SessionState.Registered>> awaiting = new ArrayList<>();

    StateWatchers(ActorContext<LedgerBatcher.Command> context) {
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

    void await(CompletableFuture<SessionState.Registered> registered, SessionState present) {
        awaiting.add(registered);
        tellAwaiting(present);
    }

    void tell(SessionState state) {
        subscribers.forEach(subscriber -> subscriber.tell(state));
        tellAwaiting(state);
    }

    private void tellAwaiting(SessionState state) {
        awaiting.removeIf(future -> SessionStates.settle(future, state) || future.isDone());
    }
}
