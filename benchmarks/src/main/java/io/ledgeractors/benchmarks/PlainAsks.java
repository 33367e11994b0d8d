package io.ledgeractors.benchmarks;

import io.ledgeractors.model.Transfer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** An actor that does nothing but complete the future that a message carries: what an ask costs at least. */
final class PlainAsks extends AskLoop {
    private record Ask(Transfer transfer, CompletableFuture<Transfer> answer) {}

    private final ActorSystem<Ask> system;
    private final Books books;

    private PlainAsks(ActorSystem<Ask> system, Books books) {
        this.system = system;
        this.books = books;
    }

    /** Asks nobody but the actor; {@code target} is not needed. */
    static PlainAsks open(Target target, Books books) {
        ActorSystem<Ask> system = ActorSystem.create(
                Behaviors.receiveMessage(ask -> {
                    ask.answer().complete(ask.transfer());
                    return Behaviors.same();
                }),
                "plain",
                BatcherAsks.QUIET);
        return new PlainAsks(system, books);
    }

    @Override
    public String name() {
        return "plain actor";
    }

    @Override
    void ask(Consumer<@Nullable String> done) {
        CompletableFuture<Transfer> answer = new CompletableFuture<>();
        answer.whenComplete((transfer, error) -> done.accept(error == null ? null : error.toString()));
        system.tell(new Ask(books.transfer(ThreadLocalRandom.current(), books.nextIds(1)), answer));
    }

    @Override
    public void close() {
        BatcherAsks.stop(system);
    }
}
