package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import java.util.function.Consumer;
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
     * @param replyTo is called once
     */
    <P extends LedgerReply<?>> void ask(LedgerRequest<P> request, long order, Consumer<P> replyTo);
}
