package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.annotation.DoNotInherit;

/** A process of the program in a simulation. Used on the thread of the simulation only. */
@DoNotInherit
public interface SimulatedClient {
    /** Asks the ledger; see {@link #ask(LedgerRequest, long, Consumer)}. */
    default <P extends LedgerReply<?>> void ask(LedgerRequest<P> request, Consumer<P> replyTo) {
        ask(request, 0, replyTo);
    }

    /**
     * Asks the ledger.
     *
     * @param order key whose asks are executed in the order in which they were made; 0: none
     * @param replyTo is called once, unless the process is killed before
     */
    <P extends LedgerReply<?>> void ask(LedgerRequest<P> request, long order, Consumer<P> replyTo);

    /** Returns the batcher of the process, for actors and for commands that a {@link LedgerRequest} cannot express. */
    ActorRef<LedgerBatcher.Command> batcher();

    /**
     * Starts an actor in the process. It handles each message a short random time after it came. It must not spawn
     * children or set timers, because they would not run or ring; the run fails if it does. Use {@link
     * SimulatedWorld#alarms}, or {@link Simulation#runActors}. In a process that was killed it handles nothing.
     */
    <M> ActorRef<M> spawn(Behavior<M> behavior);

    /**
     * Stops an actor of this process after the messages that have come to it. Then it gets the signal {@code PostStop}
     * and ignores later messages.
     */
    void stop(ActorRef<?> actor);

    /**
     * Ends the process at once. Asks without an answer get none, and later ones are ignored. What the process has sent
     * may still be executed.
     */
    void kill();
}
