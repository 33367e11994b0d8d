package io.ledgeractors.benchmarks.entities;

import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** An actor that keeps a number of asks in flight; each answer sends the next one. */
final class EntityLoop extends AbstractBehavior<Object> {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Consumer<ActorRef<Object>> ask;
    private final CompletableFuture<Long> done;
    private final long end;
    private long answered;
    private int open;

    private EntityLoop(
            ActorContext<Object> context,
            Consumer<ActorRef<Object>> ask,
            int inFlight,
            Duration turn,
            CompletableFuture<Long> done) {
        super(context);
        this.ask = ask;
        this.done = done;
        this.end = System.nanoTime() + turn.toNanos();
        while (open < inFlight) {
            open++;
            ask.accept(context.getSelf());
        }
    }

    /**
     * Runs one turn. Blocks the caller.
     *
     * @param ask sends one ask, which gets exactly one answer
     */
    static TurnResult run(ActorSystem<?> system, Consumer<ActorRef<Object>> ask, int inFlight, Duration turn) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        Behavior<Object> behavior = Behaviors.setup(context -> new EntityLoop(context, ask, inFlight, turn, done));
        long processor = ProcessUsage.processorNanos();
        long begin = System.nanoTime();
        system.systemActorOf(behavior, "loop-" + NUMBER.incrementAndGet(), Props.empty());
        long asks = await(done, turn);
        return new TurnResult(asks, System.nanoTime() - begin, ProcessUsage.processorNanos() - processor);
    }

    private static long await(CompletableFuture<Long> done, Duration turn) {
        try {
            return done.get(turn.plus(TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "the ledger has stopped answering; it logs a warning when its memory is exhausted. Take shorter"
                            + " turns (--turn), or give it more memory (-XX:MaxDirectMemorySize)",
                    late);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onAnswer).build();
    }

    private Behavior<Object> onAnswer(Object answer) {
        answered++;
        if (System.nanoTime() < end) {
            ask.accept(getContext().getSelf());
            return this;
        }
        open--;
        if (open > 0) {
            return this;
        }
        done.complete(answered);
        return Behaviors.stopped();
    }
}
