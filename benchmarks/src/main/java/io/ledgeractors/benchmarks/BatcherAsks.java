package io.ledgeractors.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** The batcher, asked through the facade by those who are no actors. */
final class BatcherAsks extends AskLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ActorSystem<Void> system;
    private final Ledger ledger;
    private final Books books;

    private BatcherAsks(ActorSystem<Void> system, Ledger ledger, Books books) {
        this.system = system;
        this.ledger = ledger;
        this.books = books;
    }

    static BatcherAsks open(Target target, Books books) {
        String addresses =
                target.addresses().stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        Config config = ConfigFactory.parseMap(Map.of(
                        "ledger-actors.connection", "cluster",
                        "ledger-actors.cluster.addresses", addresses,
                        "ledger-actors.cluster.cluster-id", target.cluster().toString(),
                        "pekko.loglevel", "WARNING",
                        "pekko.log-dead-letters", "off"))
                .withFallback(ConfigFactory.load());
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "benchmarks", config);
        try {
            Ledger ledger = Ledger.get(system);
            ledger.awaitReady(PATIENCE);
            return new BatcherAsks(system, ledger, books);
        } catch (RuntimeException e) {
            system.terminate();
            throw e;
        }
    }

    @Override
    public String name() {
        return "batcher";
    }

    @Override
    void ask(Consumer<@Nullable String> done) {
        ledger.createTransfers(List.of(books.transfer(ThreadLocalRandom.current(), books.nextIds(1))))
                .whenComplete((reply, error) -> done.accept(failure(reply, error)));
    }

    private static @Nullable String failure(
            @Nullable LedgerReply<CreateTransferResult> reply, @Nullable Throwable error) {
        if (reply instanceof LedgerReply.Results<CreateTransferResult> results) {
            CreateTransferStatus status = results.results().get(0).status();
            return status == CreateTransferStatus.Created ? null : "a transfer got the status " + status.wireName();
        }
        return "no results, but " + (error == null ? reply : error);
    }

    @Override
    public void close() {
        system.terminate();
        Waiting.join(system.getWhenTerminated(), PATIENCE, "the actor system does not stop");
    }
}
