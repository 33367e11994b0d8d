package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Clients move money among a few accounts: single transfers, chains, reserves with and without a timeout that are
 * posted, voided or left to expire, transfers that are asked again, look-ups and queries.
 */
final class MoneyScenario implements SimulationScenario {
    private static final int ACCOUNTS = 8;
    private static final int ASKERS_MAX = 6;
    private static final int ASKS_OF_ONE = 30;
    private static final int LEDGER = 1;
    private static final int CODE = 1;

    @Override
    public void begin(SimulatedWorld world) {
        Random random = world.random();
        State state = new State(world);
        int clients = 1 + random.nextInt(3);
        int key = 1;
        List<SimulatedClient> processes = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            processes.add(world.newClient());
        }
        int askers = 1 + random.nextInt(ASKERS_MAX);
        for (int i = 0; i < askers; i++) {
            new Asker(state, processes.get(i % clients), random.nextBoolean() ? 0 : key++).begin();
        }
    }

    private static final class State {
        final SimulatedWorld world;
        final Random random;
        final List<UInt128> reserves = new ArrayList<>();
        final List<Transfer> sent = new ArrayList<>();
        long ids = 1_000;

        State(SimulatedWorld world) {
            this.world = world;
            this.random = world.random();
        }

        UInt128 newId() {
            return UInt128.of(ids++);
        }

        UInt128 anyAccount() {
            return UInt128.of(1 + random.nextInt(ACCOUNTS));
        }
    }

    /** One asker, which makes one ask after another, or some at once. */
    private static final class Asker {
        private final State state;
        private final SimulatedClient client;
        private final long order;
        private final Random random;
        private int left = ASKS_OF_ONE;

        Asker(State state, SimulatedClient client, long order) {
            this.state = state;
            this.client = client;
            this.order = order;
            this.random = state.random;
        }

        void begin() {
            List<Account> accounts = new ArrayList<>();
            for (int i = 1; i <= ACCOUNTS; i++) {
                accounts.add(Account.builder()
                        .id(UInt128.of(i))
                        .ledger(LEDGER)
                        .code(CODE)
                        .flags(flags(i))
                        .build());
            }
            ask(LedgerRequest.createAccounts(accounts), reply -> later());
        }

        private static int flags(int account) {
            return switch (account % 4) {
                case 1 -> AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS;
                case 2 -> AccountFlags.HISTORY;
                default -> 0;
            };
        }

        private void later() {
            int atOnce = random.nextInt(10) == 0 ? 1 + random.nextInt(10) : 1;
            for (int i = 0; i < atOnce && left > 0; i++) {
                left--;
                boolean isLast = i == atOnce - 1 || left == 0;
                long pause = random.nextInt(4) == 0 ? random.nextInt(1_500) : random.nextInt(3);
                state.world.after(Duration.ofMillis(pause), () -> next(isLast));
            }
        }

        private void next(boolean goesOn) {
            Runnable then = goesOn ? this::later : () -> {};
            switch (random.nextInt(12)) {
                case 0 ->
                    ask(LedgerRequest.lookupAccounts(List.of(state.anyAccount(), state.anyAccount())), r -> then.run());
                case 1 -> ask(LedgerRequest.lookupTransfers(someIds()), r -> then.run());
                case 2 -> ask(LedgerRequest.getAccountTransfers(filter()), r -> then.run());
                case 3 -> ask(LedgerRequest.getAccountBalances(filter()), r -> then.run());
                case 4 ->
                    ask(
                            LedgerRequest.queryTransfers(QueryFilter.builder()
                                    .code(CODE)
                                    .limit(1 + random.nextInt(20))
                                    .build()),
                            r -> then.run());
                case 5 -> ask(LedgerRequest.createTransfers(again()), r -> then.run());
                default -> create(then);
            }
        }

        private <P extends LedgerReply<?>> void ask(LedgerRequest<P> request, Consumer<P> replyTo) {
            client.ask(request, order, replyTo);
        }

        private List<UInt128> someIds() {
            List<UInt128> ids = new ArrayList<>();
            ids.add(UInt128.of(999));
            for (int i = random.nextInt(5); i > 0 && state.ids > 1_000; i--) {
                ids.add(UInt128.of(1_000 + random.nextInt((int) (state.ids - 1_000))));
            }
            return ids;
        }

        private AccountFilter filter() {
            return AccountFilter.builder()
                    .accountId(UInt128.of(2))
                    .limit(1 + random.nextInt(30))
                    .flags(3)
                    .build();
        }

        private List<Transfer> again() {
            return state.sent.isEmpty()
                    ? List.of(single())
                    : List.of(state.sent.get(random.nextInt(state.sent.size())));
        }

        private void create(Runnable then) {
            List<Transfer> transfers = new ArrayList<>();
            int count = 1 + random.nextInt(random.nextInt(6) == 0 ? 60 : 4);
            boolean isChain = random.nextInt(4) == 0;
            for (int i = 0; i < count; i++) {
                Transfer transfer = any();
                boolean isLinked = isChain && i < count - 1;
                transfers.add(
                        isLinked
                                ? transfer.toBuilder()
                                        .flags(transfer.flags() | TransferFlags.LINKED)
                                        .build()
                                : transfer);
            }
            if (!isChain) {
                state.sent.addAll(transfers);
            }
            ask(LedgerRequest.createTransfers(transfers), reply -> {
                remember(transfers, reply);
                then.run();
            });
        }

        private void remember(List<Transfer> transfers, CreateTransfersReply reply) {
            if (reply.outcome() instanceof LedgerReply.Results<CreateTransferResult> created) {
                for (int i = 0; i < transfers.size(); i++) {
                    if (TransferFlags.has(transfers.get(i).flags(), TransferFlags.PENDING)
                            && created.results().get(i).status() == CreateTransferStatus.Created) {
                        state.reserves.add(transfers.get(i).id());
                    }
                }
            }
        }

        private Transfer any() {
            int kind = random.nextInt(10);
            if (kind < 3) {
                return single().toBuilder()
                        .flags(TransferFlags.PENDING)
                        .timeout(random.nextInt(4))
                        .build();
            }
            if (kind < 5 && !state.reserves.isEmpty()) {
                return Transfer.builder()
                        .id(state.newId())
                        .pendingId(state.reserves.get(random.nextInt(state.reserves.size())))
                        .amount(random.nextBoolean() ? UInt128.MAX : UInt128.of(random.nextInt(5)))
                        .flags(
                                random.nextBoolean()
                                        ? TransferFlags.POST_PENDING_TRANSFER
                                        : TransferFlags.VOID_PENDING_TRANSFER)
                        .build();
            }
            return single();
        }

        private Transfer single() {
            return Transfer.builder()
                    .id(state.newId())
                    .debitAccountId(state.anyAccount())
                    .creditAccountId(state.anyAccount())
                    .amount(UInt128.of(random.nextInt(100)))
                    .ledger(LEDGER)
                    .code(CODE)
                    .build();
        }
    }
}
