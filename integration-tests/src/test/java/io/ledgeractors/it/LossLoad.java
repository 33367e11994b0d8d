package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends asks of all operations by askers that each send the next ask as soon as the last one is answered. It records
 * the answers and finally compares each with the ledger. The askers' code runs on the batcher's thread.
 */
final class LossLoad {
    /** Number of askers; each waits for one answer at a time. */
    static final int ASKERS = 24;

    private static final int PAGE = 4_000;
    private static final int HUGE = 7;
    private static final int POOR = 8;

    /** The answer about one event: its timestamp if it was created, 0 if it was refused, -1 if it is unknown. */
    private record Told(UInt128 id, long timestamp, String status) {}

    private final Ledger ledger;
    private final Random random;
    private final IdGenerator ids;
    private final List<UInt128> fixed = new ArrayList<>();
    private final List<Told> transfers = new ArrayList<>();
    private final List<Told> accounts = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean isOver;
    private long asks;
    private long unknown;
    private long refused;

    LossLoad(Ledger ledger, long seed) {
        this.ledger = ledger;
        this.random = new Random(seed);
        this.ids = new IdGenerator(System::currentTimeMillis, random);
    }

    void start() {
        List<Account> first = new ArrayList<>();
        fixed.add(UInt128.ZERO);
        for (int number = 1; number <= POOR; number++) {
            fixed.add(ids.next());
            first.add(Account.builder()
                    .id(fixed.get(number))
                    .ledger(1)
                    .code(1)
                    .flags(number == POOR ? AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS : AccountFlags.NONE)
                    .build());
        }
        ledger.createAccounts(first).toCompletableFuture().join();
        running.set(ASKERS);
        for (int i = 0; i < ASKERS; i++) {
            go(i);
        }
    }

    /** Ends every asker and waits until all have ended. */
    void end() {
        isOver = true;
        while (running.get() > 0) {
            ForkedLedger.pause(5);
        }
    }

    private void go(int asker) {
        if (isOver) {
            running.decrementAndGet();
            return;
        }
        synchronized (random) {
            asks++;
            switch (asker % 8) {
                case 0 -> accounts(asker);
                case 1 -> lookUp(asker);
                case 2 -> settle(asker);
                case 3 -> toggle(asker);
                default -> ask(asker, events(asker));
            }
        }
    }

    private List<Transfer> events(int asker) {
        int count = 1 + random.nextInt(4);
        boolean chain = asker % 8 > 5;
        int odd = random.nextInt(3) == 0 ? random.nextInt(count) : -1;
        List<Transfer> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Transfer event = i != odd ? plain() : asker % 2 == 0 ? poor() : huge();
            int flags = event.flags() | (chain && i < count - 1 ? TransferFlags.LINKED : 0);
            events.add(event.toBuilder().flags(flags).build());
        }
        return events;
    }

    private Transfer.Builder transfer(int debit, int credit, UInt128 amount) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(fixed.get(debit))
                .creditAccountId(fixed.get(credit))
                .amount(amount)
                .ledger(1)
                .code(1);
    }

    private Transfer plain() {
        int debit = random.nextInt(4);
        return transfer(1 + debit, 1 + (debit + 1 + random.nextInt(3)) % 4, UInt128.of(1 + random.nextInt(100)))
                .build();
    }

    // Lacks funds, so it fails and its id cannot be used again.
    private Transfer poor() {
        return transfer(POOR, 1, UInt128.of(1)).build();
    }

    // Fails as long as almost everything is pending. Its id can be used again.
    private Transfer huge() {
        return transfer(HUGE, 6, UInt128.of(5))
                .flags(TransferFlags.PENDING)
                .timeout(1)
                .build();
    }

    private void ask(int asker, List<Transfer> events) {
        ledger.createTransfers(events).thenAccept(reply -> {
            noteTransfers(events, reply);
            go(asker);
        });
    }

    // Reserves, then posts or voids.
    private void settle(int asker) {
        Transfer pending = plain().toBuilder().flags(TransferFlags.PENDING).build();
        boolean post = random.nextBoolean();
        Transfer settle = Transfer.builder()
                .id(ids.next())
                .pendingId(pending.id())
                .amount(post ? UInt128.MAX : UInt128.ZERO)
                .flags(post ? TransferFlags.POST_PENDING_TRANSFER : TransferFlags.VOID_PENDING_TRANSFER)
                .build();
        ledger.createTransfers(List.of(pending)).thenAccept(reply -> {
            noteTransfers(List.of(pending), reply);
            ask(asker, List.of(settle));
        });
    }

    // Reserves almost everything that an account can hold, and voids the reservation.
    private void toggle(int asker) {
        Transfer most = transfer(HUGE, 5, UInt128.of(-1L, -3L))
                .flags(TransferFlags.PENDING)
                .build();
        Transfer release = Transfer.builder()
                .id(ids.next())
                .pendingId(most.id())
                .flags(TransferFlags.VOID_PENDING_TRANSFER)
                .build();
        ledger.createTransfers(List.of(most)).thenAccept(reply -> {
            noteTransfers(List.of(most), reply);
            ask(asker, List.of(release));
        });
    }

    private void accounts(int asker) {
        List<Account> events = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            events.add(Account.builder()
                    .id(ids.next())
                    .ledger(1)
                    .code(1)
                    .flags(i < count - 1 ? 1 : 0)
                    .build());
        }
        ledger.createAccounts(events).thenAccept(reply -> {
            noteAccounts(events, reply);
            go(asker);
        });
    }

    private void lookUp(int asker) {
        List<UInt128> wanted = new ArrayList<>();
        int there = 0;
        for (int i = Math.max(0, transfers.size() - 20); i < transfers.size(); i++) {
            Told told = transfers.get(i);
            if (told.timestamp >= 0) {
                wanted.add(told.id);
                there += told.timestamp > 0 ? 1 : 0;
            }
        }
        int expected = there;
        ledger.lookupTransfers(wanted).thenAccept(reply -> {
            if (reply.outcome() instanceof LedgerReply.Results<Transfer> found) {
                check(
                        found.results().size() == expected,
                        "found " + found.results().size() + " of " + expected);
            } else {
                count(reply);
            }
            go(asker);
        });
    }

    private void noteTransfers(List<Transfer> events, CreateTransfersReply reply) {
        for (int i = 0; i < events.size(); i++) {
            if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> results) {
                CreateTransferResult result = results.results().get(i);
                boolean created = result.status() == CreateTransferStatus.Created;
                check(result.status() != CreateTransferStatus.Exists, "a new transfer was there already");
                transfers.add(new Told(
                        events.get(i).id(),
                        created ? result.timestamp() : 0,
                        result.status().name()));
            } else {
                boolean isUnknown = reply.outcome() instanceof LedgerReply.Unknown;
                transfers.add(new Told(events.get(i).id(), isUnknown ? -1 : 0, reply.toString()));
            }
        }
        count(reply);
    }

    private void noteAccounts(List<Account> events, CreateAccountsReply reply) {
        for (int i = 0; i < events.size(); i++) {
            if (reply.outcome() instanceof LedgerReply.Results<CreateAccountResult> results) {
                CreateAccountResult result = results.results().get(i);
                boolean created = result.status() == CreateAccountStatus.Created;
                check(created, "a new account was not created: " + result);
                accounts.add(new Told(
                        events.get(i).id(),
                        created ? result.timestamp() : 0,
                        result.status().name()));
            } else {
                boolean isUnknown = reply.outcome() instanceof LedgerReply.Unknown;
                accounts.add(new Told(events.get(i).id(), isUnknown ? -1 : 0, reply.toString()));
            }
        }
        count(reply);
    }

    private void count(LedgerReply<?> reply) {
        unknown += reply.outcome() instanceof LedgerReply.Unknown ? 1 : 0;
        refused += reply.outcome() instanceof LedgerReply.Refused ? 1 : 0;
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            surprises.add(what);
        }
    }

    /** Compares the recorded answers with the objects in the ledger, after {@link #end}. */
    void compare() {
        assertThat(surprises).isEmpty();
        Map<String, Integer> statuses = new HashMap<>();
        transfers.forEach(told -> statuses.merge(told.status, 1, Integer::sum));
        System.out.println(asks + " asks, " + transfers.size() + " transfers " + statuses + ", " + accounts.size()
                + " accounts, " + refused + " refused, " + unknown + " unknown");
        compare(transfers, page -> found(ledger.lookupTransfers(page), Transfer::id, Transfer::timestamp));
        compare(accounts, page -> found(ledger.lookupAccounts(page), Account::id, Account::timestamp));
    }

    long unknown() {
        return unknown;
    }

    private interface LookUp {
        Map<UInt128, Long> timestamps(List<UInt128> page);
    }

    private static void compare(List<Told> told, LookUp lookUp) {
        List<String> wrong = new ArrayList<>();
        for (int from = 0; from < told.size(); from += PAGE) {
            List<Told> page = told.subList(from, Math.min(told.size(), from + PAGE));
            Map<UInt128, Long> there =
                    lookUp.timestamps(page.stream().map(Told::id).toList());
            for (Told event : page) {
                long actual = there.getOrDefault(event.id, 0L);
                if (event.timestamp >= 0 && event.timestamp != actual) {
                    wrong.add(event + ", but the ledger has " + actual);
                }
            }
        }
        assertThat(wrong).as("answers that are not true").isEmpty();
    }

    private static <T> Map<UInt128, Long> found(
            CompletionStage<? extends LedgerReply<T>> reply,
            java.util.function.Function<T, UInt128> id,
            java.util.function.ToLongFunction<T> timestamp) {
        Map<UInt128, Long> found = new HashMap<>();
        reply.toCompletableFuture()
                .join()
                .orThrow()
                .forEach(one -> found.put(id.apply(one), timestamp.applyAsLong(one)));
        return found;
    }
}
