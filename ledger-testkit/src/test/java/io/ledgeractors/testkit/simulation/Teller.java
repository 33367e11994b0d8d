package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerHandle;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LookupTransfersReply;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * An actor that moves money among the accounts 1 to {@link #ACCOUNTS}, with what outlives its restarts. Either it tells
 * the batcher commands, with an order or without, or it asks a handle and pipes the stage to itself. It waits by timers
 * of Pekko, and fails now and then. It checks that its answers are its own, and that what was created is found.
 */
final class Teller {
    static final int ACCOUNTS = 6;
    private static final int ASKS = 25;

    interface Command {}

    private enum Next implements Command {
        INSTANCE
    }

    private record Created(CreateTransfersReply reply) implements Command {}

    private record CreatedByHandle(long ask, CreateTransfersReply reply) implements Command {}

    private record Found(long ask, LookupTransfersReply reply) implements Command {}

    private final Random random;
    private final Ledger ledger;
    private final LedgerHandle handle;
    private final long order;
    private final boolean isTelling;
    private final boolean hasOrder;
    private final CompletableFuture<Integer> done;
    private @Nullable List<Transfer> told;
    private final Map<Long, List<Transfer>> asked = new HashMap<>();
    private final Set<UInt128> created = new HashSet<>();
    private final Map<Long, Set<UInt128>> sought = new HashMap<>();
    // A reply that was read, and a copy of its results from that time.
    private List<?> kept = List.of();
    private List<?> keptThen = List.of();
    private long ids;
    private long asks;
    private int left = ASKS;

    /**
     * Creates what the actor works with.
     *
     * @param ids the first id of its transfers
     * @param done completes after its last answer
     */
    Teller(Random random, Ledger ledger, long ids, CompletableFuture<Integer> done) {
        this.random = random;
        this.ledger = ledger;
        this.handle = ledger.newHandle();
        this.order = ledger.newOrderKey();
        this.isTelling = random.nextBoolean();
        this.hasOrder = random.nextBoolean();
        this.ids = ids;
        this.done = done;
    }

    Behavior<Command> create() {
        return Behaviors.supervise(Behaviors.<Command>setup(context -> Behaviors.withTimers(timers -> {
                    ActorRef<CreateTransfersReply> replies =
                            context.messageAdapter(CreateTransfersReply.class, Created::new);
                    next(timers);
                    return Behaviors.receive(Command.class)
                            .onMessage(Next.class, next -> ask(context, timers, replies))
                            .onMessage(Created.class, reply -> created(timers, reply.reply()))
                            .onMessage(CreatedByHandle.class, reply -> created(reply.ask(), reply.reply()))
                            .onMessage(Found.class, this::found)
                            .build();
                })))
                .onFailure(IllegalStateException.class, SupervisorStrategy.restart());
    }

    private void next(TimerScheduler<Command> timers) {
        timers.startSingleTimer(Next.INSTANCE, Duration.ofMillis(random.nextInt(random.nextInt(4) == 0 ? 1_500 : 5)));
    }

    private Behavior<Command> ask(
            ActorContext<Command> context, TimerScheduler<Command> timers, ActorRef<CreateTransfersReply> replies) {
        left--;
        if (random.nextInt(20) == 0) {
            throw new IllegalStateException("the scenario lets this actor fail");
        }
        int atOnce = isTelling ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < atOnce; i++) {
            List<Transfer> transfers = transfers();
            if (isTelling) {
                tell(transfers, replies);
            } else {
                long ask = asks++;
                asked.put(ask, transfers);
                LedgerHandle asking = random.nextInt(5) == 0
                        ? handle.withTimeout(Duration.ofMillis(1 + random.nextInt(2_000)))
                        : handle;
                context.pipeToSelf(
                        asking.createTransfers(transfers), (reply, failure) -> new CreatedByHandle(ask, reply));
            }
        }
        if (!created.isEmpty() && random.nextInt(3) == 0) {
            lookup(context);
        }
        if (left > 0 && !isTelling) {
            next(timers);
        }
        return endIfDone();
    }

    private void tell(List<Transfer> transfers, ActorRef<CreateTransfersReply> replies) {
        if (told == null) {
            told = transfers;
            LedgerBatcher.Submit command =
                    LedgerRequest.createTransfers(transfers).to(replies);
            ledger.batcher().tell(hasOrder ? command.withOrder(order) : command);
        }
    }

    private void lookup(ActorContext<Command> context) {
        Set<UInt128> ids = Set.copyOf(created);
        long ask = asks++;
        sought.put(ask, ids);
        context.pipeToSelf(handle.lookupTransfers(List.copyOf(created)), (reply, failure) -> new Found(ask, reply));
    }

    private List<Transfer> transfers() {
        List<Transfer> transfers = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(5) == 0 ? 40 : 3);
        for (int i = 0; i < count; i++) {
            int debit = 1 + random.nextInt(ACCOUNTS);
            transfers.add(Transfer.builder()
                    .id(UInt128.of(ids++))
                    .debitAccountId(UInt128.of(debit))
                    .creditAccountId(UInt128.of(1 + debit % ACCOUNTS))
                    .amount(UInt128.of(random.nextInt(100)))
                    .ledger(1)
                    .code(1)
                    .build());
        }
        return transfers;
    }

    private Behavior<Command> created(TimerScheduler<Command> timers, CreateTransfersReply reply) {
        List<Transfer> transfers = told;
        if (transfers == null) {
            throw new AssertionError("an answer came that was not asked for");
        }
        told = null;
        if (left > 0) {
            next(timers);
        }
        return created(transfers, reply);
    }

    private Behavior<Command> created(long ask, CreateTransfersReply reply) {
        List<Transfer> transfers = asked.remove(ask);
        if (transfers == null) {
            throw new AssertionError("ask " + ask + " was answered twice");
        }
        return created(transfers, reply);
    }

    private Behavior<Command> created(List<Transfer> transfers, CreateTransfersReply reply) {
        if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results) {
            keep(results.results());
            if (results.results().size() != transfers.size()) {
                throw new AssertionError(results.results().size() + " results for " + transfers.size());
            }
            for (int i = 0; i < transfers.size(); i++) {
                if (results.results().get(i).status() != CreateTransferStatus.Created) {
                    throw new AssertionError(
                            "a new transfer was answered " + results.results().get(i));
                }
                created.add(transfers.get(i).id());
            }
        }
        return endIfDone();
    }

    private Behavior<Command> found(Found found) {
        Set<UInt128> missing = new HashSet<>(sought.remove(found.ask()));
        if (found.reply().outcome() instanceof LedgerReply.Results<Transfer> results) {
            keep(results.results());
            results.results().forEach(transfer -> missing.remove(transfer.id()));
            if (!missing.isEmpty()) {
                throw new AssertionError(missing + " were created, but are not found");
            }
        }
        return endIfDone();
    }

    private void keep(List<?> results) {
        kept = results;
        keptThen = List.copyOf(results);
    }

    private Behavior<Command> endIfDone() {
        if (!kept.equals(keptThen)) {
            throw new AssertionError("a reply has changed from " + keptThen + " to " + kept);
        }
        if (left <= 0 && told == null && asked.isEmpty() && sought.isEmpty()) {
            done.complete((int) asks);
        }
        return Behaviors.same();
    }
}
