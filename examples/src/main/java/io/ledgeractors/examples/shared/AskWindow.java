package io.ledgeractors.examples.shared;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * An actor that asks entities, a bounded number at a time, until all asks are answered. Each answer starts the next
 * ask.
 *
 * @param <R> the type of answers
 */
final class AskWindow<R> extends AbstractBehavior<R> {
    private final Iterator<Consumer<ActorRef<R>>> asks;
    private final Consumer<R> answers;
    private final CompletableFuture<Void> done;
    private int open;

    private AskWindow(
            ActorContext<R> context,
            List<Consumer<ActorRef<R>>> asks,
            int window,
            Consumer<R> answers,
            CompletableFuture<Void> done) {
        super(context);
        this.asks = asks.iterator();
        this.answers = answers;
        this.done = done;
        while (open < window && this.asks.hasNext()) {
            askNext();
        }
    }

    /**
     * Sends all asks and waits for all answers.
     *
     * @param name name of the actor, unique in its system
     * @param asks functions that each send one ask, which is answered once to the given actor
     * @param window maximum number of asks without an answer
     * @param answers receives each answer, on one thread at a time
     */
    static <R> void askAll(
            ActorSystem<?> system, String name, List<Consumer<ActorRef<R>>> asks, int window, Consumer<R> answers) {
        if (asks.isEmpty()) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Behavior<R> behavior = Behaviors.setup(context -> new AskWindow<>(context, asks, window, answers, done));
        system.systemActorOf(behavior, name, Props.empty());
        done.join();
    }

    @Override
    public Receive<R> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onAnswer).build();
    }

    private Behavior<R> onAnswer(R answer) {
        open--;
        try {
            answers.accept(answer);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            return Behaviors.stopped();
        }
        if (asks.hasNext()) {
            askNext();
        }
        if (open > 0) {
            return this;
        }
        done.complete(null);
        return Behaviors.stopped();
    }

    private void askNext() {
        open++;
        try {
            asks.next().accept(getContext().getSelf());
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            throw e;
        }
    }
}
