package io.ledgeractors.examples.shared;

import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.terminal.Progress;

import io.ledgeractors.actors.LedgerReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/** Asks account entities and waits for their answers. Blocks its caller; used by one thread. */
public final class EntityAsks {
    private final ActorSystem<?> system;
    private int asked;

    /** Asks on this system. */
    public EntityAsks(ActorSystem<?> system) {
        this.system = system;
    }

    /**
     * Sends all asks and waits for all answers.
     *
     * @param what what is asked for, in the plural, such as {@code accounts}
     * @param window asks without an answer at most
     * @param progress hears of each answer
     * @return all results, in the order in which they came
     * @throws UnknownOutcomeException if it is not known what became of some
     * @throws NotExecutedException if the ledger could not be asked
     */
    public <R> List<R> ask(String what, List<Consumer<ActorRef<LedgerReply<R>>>> asks, int window, Progress progress) {
        Answers<R> answers = new Answers<>();
        asked++;
        AskWindow.askAll(system, "ask-" + asked, asks, window, reply -> {
            answers.add(reply);
            progress.add(1);
        });
        return answers.results(what);
    }

    /** The same with one ask. */
    public <R> List<R> ask(String what, Consumer<ActorRef<LedgerReply<R>>> ask) {
        return ask(what, List.of(ask), 1, Progress.NONE);
    }

    /** Sorts answers by how they ended. */
    private static final class Answers<R> {
        private final List<R> results = new ArrayList<>();
        private int unknown;
        private int refused;
        private String why = "";

        void add(LedgerReply<R> reply) {
            if (reply instanceof LedgerReply.Results<R> done) {
                results.addAll(done.results());
            } else if (reply instanceof LedgerReply.Refused<R> not) {
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
