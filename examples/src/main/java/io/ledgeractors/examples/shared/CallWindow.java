package io.ledgeractors.examples.shared;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
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
 * An actor that makes calls, a bounded number at a time. Each call has an actor of its own, and its end starts the next
 * call.
 *
 * @param <T> what is called for
 * @param <R> the result of a call
 */
public final class CallWindow<T, R> extends AbstractBehavior<CallWindow.Message> {
    /** The messages of this actor. */
    sealed interface Message {}

    private enum Next implements Message {
        INSTANCE
    }

    private record Ended(Runnable recorded) implements Message {}

    /**
     * Makes the actors of calls.
     *
     * @param <T> what is called for
     * @param <R> the result of a call
     */
    @FunctionalInterface
    public interface Call<T, R> {
        /**
         * Returns the actor of one call.
         *
         * @param item what is called for
         * @param done takes the result once, on any thread
         */
        Behavior<?> create(T item, Consumer<R> done);
    }

    /**
     * The calls of a window.
     *
     * @param name name of the actor, unique in its system
     * @param window maximum number of open calls, at least 1
     * @param pause time between the end of a call and the next call; zero for none
     */
    public record Pace(String name, int window, Duration pause) {}

    private final Iterator<T> items;
    private final Pace pace;
    private final Call<T, R> call;
    private final BiConsumer<T, R> ends;
    private final CompletableFuture<Void> done;
    private int slots;

    private CallWindow(
            ActorContext<Message> context,
            Iterator<T> items,
            Pace pace,
            Call<T, R> call,
            BiConsumer<T, R> ends,
            CompletableFuture<Void> done) {
        super(context);
        this.items = items;
        this.pace = pace;
        this.call = call;
        this.ends = ends;
        this.done = done;
        this.slots = pace.window();
        for (int i = 0; i < pace.window(); i++) {
            context.getSelf().tell(Next.INSTANCE);
        }
    }

    /**
     * Starts making calls.
     *
     * @param items what is called for, used by one thread at a time; it is asked again after each call until it has no
     *     next item
     * @param call makes the actor of a call
     * @param ends receives each item and its result, on one thread at a time
     * @return completes when all calls have ended; exceptionally if {@code items} or {@code ends} threw
     */
    public static <T, R> CompletionStage<Void> start(
            ActorSystem<?> system, Iterator<T> items, Pace pace, Call<T, R> call, BiConsumer<T, R> ends) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Behavior<Message> behavior =
                Behaviors.setup(context -> new CallWindow<>(context, items, pace, call, ends, done));
        system.systemActorOf(behavior, pace.name(), Props.empty());
        return done;
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Next.class, next -> guarded(this::next))
                .onMessage(Ended.class, ended -> guarded(() -> ended(ended)))
                .build();
    }

    private Behavior<Message> guarded(Runnable step) {
        try {
            step.run();
            return this;
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    // A slot that finds no next item closes. The calls of the others may still be open.
    private void next() {
        if (items.hasNext()) {
            T item = items.next();
            ActorRef<Message> self = getContext().getSelf();
            getContext()
                    .spawnAnonymous(call.create(item, result -> self.tell(new Ended(() -> ends.accept(item, result)))));
            return;
        }
        slots--;
        if (slots == 0) {
            done.complete(null);
        }
    }

    private void ended(Ended ended) {
        ended.recorded().run();
        if (pace.pause().isZero()) {
            next();
        } else {
            getContext().scheduleOnce(pace.pause(), getContext().getSelf(), Next.INSTANCE);
        }
    }
}
