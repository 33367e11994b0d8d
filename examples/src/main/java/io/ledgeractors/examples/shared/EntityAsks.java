package io.ledgeractors.examples.shared;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.terminal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/** Asks account entities and waits for their answers. Blocks the caller; used by one thread. */
public final class EntityAsks {
    private final ActorSystem<?> system;
    private int asked;

    /** Creates an instance for this system. */
    public EntityAsks(ActorSystem<?> system) {
        this.system = system;
    }

    /**
     * Sends all asks and waits for all answers.
     *
     * @param what the kind of results in the plural, such as {@code accounts}
     * @param window maximum number of asks without an answer
     * @param progress receives each answer
     * @return all results, in the order of their arrival
     * @throws UnknownOutcomeException if the outcome of some asks is unknown
     * @throws NotExecutedException if the ledger refused some asks
     */
    public <R, P extends LedgerReply<R>> List<R> ask(
            String what, List<Consumer<ActorRef<P>>> asks, int window, Progress progress) {
        Answers<R> answers = new Answers<>();
        asked++;
        AskWindow.askAll(system, "ask-" + asked, asks, window, reply -> {
            answers.add(reply.outcome());
            progress.add(1);
        });
        return answers.results(what);
    }

    /** Sends one ask and waits for its answer; see the other method. */
    public <R, P extends LedgerReply<R>> List<R> ask(String what, Consumer<ActorRef<P>> ask) {
        return ask(what, List.of(ask), 1, Progress.NONE);
    }

    /** Sorts answers by their outcome. */
    private static final class Answers<R> {
        private final List<R> results = new ArrayList<>();
        private int unknown;
        private int refused;
        private String why = "";

        void add(LedgerReply.Outcome<R> outcome) {
            if (outcome instanceof LedgerReply.Results<R> done) {
                results.addAll(done.results());
            } else if (outcome instanceof LedgerReply.Refused<R> not) {
                refused++;
                why = not.message();
            } else {
                unknown++;
            }
        }

        List<R> results(String what) {
            if (unknown > 0) {
                throw new UnknownOutcomeException(unknown, what);
            }
            if (refused > 0) {
                throw new NotExecutedException(refused + " " + what + " were not asked for: " + why);
            }
            return results;
        }
    }
}
