package io.ledgeractors.actors.message;

import io.ledgeractors.session.SessionState;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Begins or ends an actor's subscription to the state of the session. */
@InternalApi
@DoNotInherit
public interface StateSubscription extends BatcherMessage {
    /** Returns the actor that is told the states. */
    ActorRef<SessionState> subscriber();

    /** Returns true if the subscription begins, false if it ends. */
    boolean isBeginning();
}
