package io.ledgeractors.benchmarks.asks;

import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.model.Transfer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Asks of an actor that only completes the future of each message; the least that an ask can cost. */
public final class PlainAsks extends AskLoop {
    private record Ask(Transfer transfer, CompletableFuture<Transfer> answer) {}

    private final ActorSystem<Ask> system;
    private final TransferGenerator generator;

    private PlainAsks(ActorSystem<Ask> system, TransferGenerator generator) {
        this.system = system;
        this.generator = generator;
    }

    /** Starts the actor; {@code target} is not used. */
    public static PlainAsks open(Target target, TransferGenerator generator) {
        ActorSystem<Ask> system = ActorSystem.create(
                Behaviors.receiveMessage(ask -> {
                    ask.answer().complete(ask.transfer());
                    return Behaviors.same();
                }),
                "plain",
                LedgerSystem.QUIET);
        return new PlainAsks(system, generator);
    }

    @Override
    public String name() {
        return "plain actor";
    }

    @Override
    public void ask(Consumer<@Nullable String> done) {
        CompletableFuture<Transfer> answer = new CompletableFuture<>();
        answer.whenComplete((transfer, error) -> done.accept(error == null ? null : error.toString()));
        system.tell(new Ask(generator.transfer(ThreadLocalRandom.current(), generator.nextIds(1)), answer));
    }

    @Override
    public void close() {
        LedgerSystem.stop(system);
    }
}
