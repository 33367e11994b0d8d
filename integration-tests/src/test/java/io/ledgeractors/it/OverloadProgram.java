package io.ledgeractors.it;

import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A producer that never waits, and a ledger that stops answering until a million asks were refused and then goes on; for
 * a process with little memory. Says what came of every ask.
 */
final class OverloadProgram {
    private static final long REFUSALS = 1_000_000;
    private static final int AFTERWARDS = 10_000;

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong overloaded = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    private OverloadProgram() {}

    public static void main(String[] args) {
        new OverloadProgram().run();
        System.exit(0);
    }

    private void run() {
        EmbeddedLedger embedded = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        StallingSession session = new StallingSession(embedded.newSession());
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "overload");
        Ledger ledger = Ledger.open(system, BatcherSettings.DEFAULT, () -> session);
        ledger.awaitReady(Duration.ofSeconds(30));
        ledger.createAccounts(List.of(account(1), account(2)))
                .toCompletableFuture()
                .join();

        session.stall();
        while (overloaded.get() < REFUSALS) {
            ask(ledger);
        }
        System.out.println("stalled: " + this);
        session.goOn();
        awaitAll();
        System.out.println("went on: " + this);

        long before = overloaded.get();
        for (int i = 0; i < AFTERWARDS; i++) {
            ask(ledger).toCompletableFuture().join();
        }
        System.out.println("recovered: " + (overloaded.get() == before && others.get() == 0));
    }

    private CompletionStage<Void> ask(Ledger ledger) {
        Transfer transfer = Transfer.builder()
                .id(UInt128.of(asked.incrementAndGet()))
                .debitAccountId(UInt128.of(1))
                .creditAccountId(UInt128.of(2))
                .amount(UInt128.of(1))
                .ledger(1)
                .code(1)
                .build();
        return ledger.createTransfers(List.of(transfer)).thenAccept(this::count);
    }

    private void count(LedgerReply<CreateTransferResult> reply) {
        if (reply instanceof LedgerReply.Results<CreateTransferResult> results
                && results.results().get(0).status() == CreateTransferStatus.Created) {
            created.incrementAndGet();
        } else if (reply instanceof LedgerReply.Refused<CreateTransferResult> refused
                && refused.reason() == Refusal.OVERLOADED) {
            overloaded.incrementAndGet();
        } else {
            others.incrementAndGet();
        }
    }

    private void awaitAll() {
        while (created.get() + overloaded.get() + others.get() < asked.get()) {
            ForkedLedger.pause(5);
        }
    }

    @Override
    public String toString() {
        return asked + " asked, " + created + " created, " + overloaded + " overloaded, " + others + " others";
    }

    private static Account account(long id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
    }
}
