package io.ledgeractors.it;

import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A program for a process with little memory: a producer that never waits, and a ledger that stops answering until a
 * million asks were refused. It prints the outcomes of all asks.
 */
final class OverloadProgram {
    private static final long REFUSALS = 1_000_000;
    private static final int AFTERWARDS = 10_000;

    // No other run has used these ids, not even on an outside server.
    private final long run = System.nanoTime();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong overloaded = new AtomicLong();
    private final AtomicLong others = new AtomicLong();

    private OverloadProgram() {}

    public static void main(String[] args) {
        new OverloadProgram().run(args.length == 0 ? inThisJvm() : outside(args[0], args[1]));
        System.exit(0);
    }

    private static LedgerSession inThisJvm() {
        return EmbeddedLedger.open(EmbeddedSettings.inMemory()).newSession();
    }

    private static LedgerSession outside(String address, String cluster) {
        ClientSettings settings = ClientSettings.create(UInt128.parse(cluster), List.of(ReplicaAddress.parse(address)));
        return NativeSession.create(settings);
    }

    private void run(LedgerSession real) {
        StallingSession session = new StallingSession(real);
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
                .id(id(asked.incrementAndGet()))
                .debitAccountId(id(1))
                .creditAccountId(id(2))
                .amount(UInt128.of(1))
                .ledger(1)
                .code(1)
                .build();
        return ledger.createTransfers(List.of(transfer)).thenAccept(this::count);
    }

    private void count(CreateTransfersReply reply) {
        if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results
                && results.results().get(0).status() == CreateTransferStatus.Created) {
            created.incrementAndGet();
        } else if (reply.outcome() instanceof LedgerReply.Refused<CreateTransferResult> refused
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

    private UInt128 id(long number) {
        return UInt128.of(run, number);
    }

    private Account account(long number) {
        return Account.builder().id(id(number)).ledger(1).code(1).build();
    }
}
