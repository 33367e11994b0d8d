package io.ledgeractors.examples.embedding;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Source;

/**
 * An application with its own actor system and configuration, {@code embedding.conf}, that keeps its money in a ledger.
 * It asks, tells and streams.
 */
public final class EmbeddingApp {
    private static final UInt128 CUSTOMERS = UInt128.of(1);
    private static final UInt128 SHOP = UInt128.of(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STREAMED = 1_000;

    private final ActorSystem<Void> system;
    private final Ledger ledger;
    private final IdGenerator ids = new IdGenerator();

    private EmbeddingApp(ActorSystem<Void> system) {
        this.system = system;
        this.ledger = Ledger.get(system);
    }

    /** Runs the application and prints what the shop earned. */
    public static void main(String[] args) {
        Config config = ConfigFactory.load("embedding");
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "shop", config);
        try {
            System.out.println(new EmbeddingApp(system).run());
        } finally {
            // Terminating the system closes the ledger after all asks are answered.
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    private String run() {
        ledger.awaitReady(PATIENCE);
        results(ledger.createAccounts(List.of(account(CUSTOMERS), account(SHOP))));
        String told = tell();
        long streamed = stream();
        // The ledger executes the asks of one handle in the order in which they are made.
        Account shop = results(ledger.newHandle().lookupAccounts(List.of(SHOP))).get(0);
        return "told: " + told + ", streamed: " + streamed + ", the shop earned " + shop.creditsPosted();
    }

    private String tell() {
        ActorRef<Cashier.Command> cashier =
                system.systemActorOf(Cashier.create(ledger.batcher()), "cashier", Props.empty());
        CompletableFuture<String> answer = new CompletableFuture<>();
        ActorRef<String> ears = system.systemActorOf(
                Behaviors.receiveMessage(words -> {
                    answer.complete(words);
                    return Behaviors.stopped();
                }),
                "ears",
                Props.empty());
        cashier.tell(new Cashier.Pay(payment(5), ears));
        return answer.join();
    }

    private long stream() {
        return Source.range(1, STREAMED)
                .map(number -> payment(1))
                .via(LedgerFlow.createTransfers(system))
                .filter(result -> result.status().isInLedger())
                .runFold(0L, (count, result) -> count + 1, system)
                .toCompletableFuture()
                .join();
    }

    private Transfer payment(long amount) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(CUSTOMERS)
                .creditAccountId(SHOP)
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .build();
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static <R> List<R> results(CompletionStage<? extends LedgerReply<R>> reply) {
        return reply.toCompletableFuture().join().orThrow();
    }
}
