package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Imports a history of accounts and transfers with times of their own, part after part. A part without results is sent
 * again, by the same process or, if that has died, by the next one. At the end the ledger holds exactly the history.
 */
final class ImportScenario implements SimulationScenario {
    private static final int LEDGER = 1;
    private static final int CODE = 1;
    private static final int MISSING = 99;
    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final int PAGE = 200;

    private @Nullable Run run;

    @Override
    public void begin(SimulatedWorld world) {
        run = new Run(world);
        run.begin();
    }

    @Override
    public void check(SimulatedWorld world) {
        if (run == null || !run.isOver) {
            throw new AssertionError("the import has not ended");
        }
    }

    private static final class Run {
        private final SimulatedWorld world;
        private final Random random;
        private final List<Account> accounts = new ArrayList<>();
        private final List<Transfer> transfers = new ArrayList<>();
        private final SimulatedClient reader;
        private SimulatedClient importer;
        private int process;
        private Runnable resume = () -> {};
        private boolean isOver;

        Run(SimulatedWorld world) {
            this.world = world;
            this.random = world.random();
            this.reader = world.newClient();
            this.importer = world.newClient();
        }

        void begin() {
            writeHistory();
            importAccounts(0);
            for (int i = random.nextInt(4); i > 0; i--) {
                world.after(Duration.ofMillis(random.nextInt(6_000)), this::killImporter);
            }
            read();
        }

        // ---- the history

        private void writeHistory() {
            long time = world.clock().realtimeNanos() - 30 * DAY;
            int count = 2 + random.nextInt(60);
            for (int i = 1; i <= count; i++) {
                time += 1 + random.nextInt(1_000_000);
                accounts.add(Account.builder()
                        .id(UInt128.of(100 + i))
                        .ledger(LEDGER)
                        .code(CODE)
                        .flags(AccountFlags.IMPORTED | (random.nextInt(3) == 0 ? AccountFlags.HISTORY : 0))
                        .timestamp(time)
                        .build());
            }
            List<Transfer> reserves = new ArrayList<>();
            for (int i = random.nextInt(400); i >= 0; i--) {
                time += 1 + random.nextInt(1_000_000);
                Transfer next = row(UInt128.of(10_000 + i), time, reserves);
                transfers.add(next);
                if (TransferFlags.has(next.flags(), TransferFlags.PENDING) && !isWrong(next)) {
                    reserves.add(next);
                }
            }
        }

        private Transfer row(UInt128 id, long time, List<Transfer> reserves) {
            Transfer.Builder row = Transfer.builder().id(id).timestamp(time);
            int kind = random.nextInt(6);
            if (kind == 0 && !reserves.isEmpty()) {
                Transfer reserve = reserves.remove(random.nextInt(reserves.size()));
                int end = random.nextBoolean()
                        ? TransferFlags.POST_PENDING_TRANSFER
                        : TransferFlags.VOID_PENDING_TRANSFER;
                return row.pendingId(reserve.id())
                        .debitAccountId(reserve.debitAccountId())
                        .creditAccountId(reserve.creditAccountId())
                        .amount(reserve.amount())
                        .ledger(LEDGER)
                        .code(CODE)
                        .flags(TransferFlags.IMPORTED | end)
                        .build();
            }
            int debit = random.nextInt(accounts.size());
            int credit = (debit + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
            boolean isWrong = random.nextInt(30) == 0;
            return row.debitAccountId(
                            isWrong ? UInt128.of(MISSING) : accounts.get(debit).id())
                    .creditAccountId(accounts.get(credit).id())
                    .amount(UInt128.of(random.nextInt(1_000)))
                    .ledger(LEDGER)
                    .code(CODE)
                    .flags(TransferFlags.IMPORTED | (kind == 1 ? TransferFlags.PENDING : 0))
                    .build();
        }

        private static boolean isWrong(Transfer row) {
            return row.debitAccountId().equals(UInt128.of(MISSING));
        }

        // ---- the importer

        private void killImporter() {
            if (!isOver) {
                process++;
                importer.kill();
                importer = world.newClient();
                int by = process;
                world.after(Duration.ofMillis(random.nextInt(2_000)), () -> {
                    if (by == process) {
                        resume.run();
                    }
                });
            }
        }

        private void importAccounts(int from) {
            send(
                    accounts,
                    from,
                    LedgerRequest::createAccounts,
                    (Account row, CreateAccountResult result) -> result.status() == CreateAccountStatus.Created
                            || result.status() == CreateAccountStatus.Exists,
                    this::importAccounts,
                    () -> importTransfers(0));
        }

        private void importTransfers(int from) {
            send(transfers, from, LedgerRequest::createTransfers, this::isRight, this::importTransfers, this::end);
        }

        private boolean isRight(Transfer row, CreateTransferResult result) {
            CreateTransferStatus status = result.status();
            return isWrong(row)
                    ? status == CreateTransferStatus.DebitAccountNotFound
                            || status == CreateTransferStatus.IdAlreadyFailed
                    : status == CreateTransferStatus.Created || status == CreateTransferStatus.Exists;
        }

        private <E, R, P extends LedgerReply<R>> void send(
                List<E> rows,
                int from,
                Function<List<E>, LedgerRequest<P>> request,
                BiFunction<E, R, Boolean> isRight,
                Consumer<Integer> next,
                Runnable then) {
            if (from >= rows.size()) {
                then.run();
                return;
            }
            int by = process;
            resume = () -> next.accept(from);
            List<E> part = rows.subList(from, Math.min(rows.size(), from + 1 + random.nextInt(30)));
            int pause = random.nextInt(3) == 0 ? random.nextInt(1_000) : random.nextInt(20);
            importer.ask(
                    request.apply(part),
                    reply -> world.after(Duration.ofMillis(pause), () -> {
                        if (by != process) {
                            return; // the next process sends the part again
                        }
                        if (reply.outcome() instanceof LedgerReply.Results<R> results) {
                            for (int i = 0; i < part.size(); i++) {
                                R result = results.results().get(i);
                                if (!isRight.apply(part.get(i), result)) {
                                    throw new AssertionError(part.get(i) + " was answered with " + result);
                                }
                            }
                            next.accept(from + part.size());
                        } else {
                            next.accept(from);
                        }
                    }));
        }

        // ---- readers and the end

        private void read() {
            if (!isOver) {
                List<UInt128> ids = List.of(accounts.get(0).id(), UInt128.of(MISSING));
                reader.ask(LedgerRequest.lookupAccounts(ids), reply -> {});
                world.after(Duration.ofMillis(100 + random.nextInt(1_000)), this::read);
            }
        }

        private void end() {
            resume = () -> {};
            Map<UInt128, Account> there = new HashMap<>();
            readAll(
                    accounts.stream().map(Account::id).toList(),
                    LedgerRequest::lookupAccounts,
                    (Account account) -> there.put(account.id(), account),
                    () -> {
                        for (Account row : accounts) {
                            Account account = there.get(row.id());
                            boolean isSame = account != null
                                    && account.timestamp() == row.timestamp()
                                    && account.flags() == row.flags();
                            require(isSame, row, account);
                        }
                        endTransfers();
                    });
        }

        private void endTransfers() {
            Map<UInt128, Transfer> there = new HashMap<>();
            readAll(
                    transfers.stream().map(Transfer::id).toList(),
                    LedgerRequest::lookupTransfers,
                    (Transfer transfer) -> there.put(transfer.id(), transfer),
                    () -> {
                        for (Transfer row : transfers) {
                            Transfer transfer = there.get(row.id());
                            require(isWrong(row) ? transfer == null : row.equals(transfer), row, transfer);
                        }
                        isOver = true;
                    });
        }

        private static void require(boolean holds, Object row, @Nullable Object there) {
            if (!holds) {
                throw new AssertionError(row + " was imported as " + there);
            }
        }

        private <R, P extends LedgerReply<R>> void readAll(
                List<UInt128> ids, Function<List<UInt128>, LedgerRequest<P>> request, Consumer<R> each, Runnable then) {
            if (ids.isEmpty()) {
                then.run();
                return;
            }
            int size = Math.min(ids.size(), PAGE);
            reader.ask(
                    request.apply(ids.subList(0, size)),
                    reply -> world.after(Duration.ofMillis(random.nextInt(50)), () -> {
                        if (reply.outcome() instanceof LedgerReply.Results<R> results) {
                            results.results().forEach(each);
                            readAll(ids.subList(size, ids.size()), request, each, then);
                        } else {
                            readAll(ids, request, each, then);
                        }
                    }));
        }
    }
}
