package io.ledgeractors.benchmarks.entities;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.payment.model.PayReply;
import io.ledgeractors.benchmarks.asks.TransferReplies;
import io.ledgeractors.benchmarks.measure.BenchmarkException;
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
import org.jspecify.annotations.Nullable;

/** An actor that keeps a number of asks in flight; each good answer sends the next one. */
public final class EntityLoop extends AbstractBehavior<Object> {
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
     * @throws BenchmarkException if an answer tells that nothing was created
     */
    public static TurnResult run(ActorSystem<?> system, Consumer<ActorRef<Object>> ask, int inFlight, Duration turn) {
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
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchmarkException known ? known : new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Receive<Object> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onAnswer).build();
    }

    private Behavior<Object> onAnswer(Object answer) {
        String failure = failure(answer);
        if (failure != null) {
            done.completeExceptionally(new BenchmarkException(failure));
            return Behaviors.stopped();
        }
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

    private static @Nullable String failure(Object answer) {
        if (answer instanceof CreateTransfersReply reply) {
            return TransferReplies.failure(reply, null);
        }
        return answer instanceof PayReply.Paid ? null : "a payment was answered with " + answer;
    }
}
