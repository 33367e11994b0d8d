package io.ledgeractors.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** The batcher, asked through the facade by those who are no actors. */
final class BatcherAsks extends AskLoop {
    /** What actor systems of contenders have in common. */
    static final Config QUIET = ConfigFactory.parseMap(
                    Map.of("pekko.loglevel", "WARNING", "pekko.log-dead-letters", "off"))
            .withFallback(ConfigFactory.load());

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ActorSystem<Void> system;
    private final Ledger ledger;
    private final Books books;
    private final LongAdder requests = new LongAdder();

    private BatcherAsks(ActorSystem<Void> system, Ledger ledger, Books books) {
        this.system = system;
        this.ledger = ledger;
        this.books = books;
        ledger.record(new LedgerRecorder() {
            @Override
            public void requestSent(Operation operation, int events, int asks, int bytes) {
                requests.increment();
            }
        });
    }

    static BatcherAsks open(Target target, Books books) {
        String addresses =
                target.addresses().stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        Config config = ConfigFactory.parseMap(Map.of(
                        "ledger-actors.connection",
                        "cluster",
                        "ledger-actors.cluster.addresses",
                        addresses,
                        "ledger-actors.cluster.cluster-id",
                        target.cluster().toString()))
                .withFallback(QUIET);
        return open(ActorSystem.create(Behaviors.empty(), "benchmarks", config), books);
    }

    /** Asks a batcher whose session answers by itself; {@code target} is not needed. */
    static BatcherAsks withoutLedger(Target target, Books books) {
        ActorSystemSetup setup =
                BootstrapSetup.create(QUIET).and(LedgerSetup.create(BatcherSettings.DEFAULT, InstantSession::new));
        return open(ActorSystem.create(Behaviors.empty(), "benchmarks", setup), books);
    }

    private static BatcherAsks open(ActorSystem<Void> system, Books books) {
        try {
            Ledger ledger = Ledger.get(system);
            ledger.awaitReady(PATIENCE);
            return new BatcherAsks(system, ledger, books);
        } catch (RuntimeException e) {
            system.terminate();
            throw e;
        }
    }

    static void stop(ActorSystem<?> system) {
        system.terminate();
        Waiting.join(system.getWhenTerminated(), PATIENCE, "the actor system does not stop");
    }

    @Override
    long requests() {
        return requests.sum();
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
        stop(system);
    }
}
