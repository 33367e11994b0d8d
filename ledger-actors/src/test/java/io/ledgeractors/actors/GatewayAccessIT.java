package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests a gateway that limits its callers by their roles. */
class GatewayAccessIT {
    private static final String LIMITS = """
            ledger-actors.gateway.access.limits = [
              { roles = [ops] }
              { roles = [reports], read-only = on }
              { roles = [web], ledgers = [1, 2], codes = [10], amount-max = 100 }
            ]""";

    private final GatewayNodes nodes = new GatewayNodes();
    private final AtomicLong ids = new AtomicLong(1_000);
    private EmbeddedLedger books;
    private Ledger ops;

    /** Accounts 11 and 12 are of ledger 1, 21 and 22 of ledger 2, 31 and 32 of ledger 3. */
    @BeforeEach
    void start() {
        books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        nodes.gateway(books::newSession, LIMITS);
        ops = caller("ops");
        List<Account> accounts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            for (int i = 1; i <= 2; i++) {
                accounts.add(account(10L * number + i, number, 10));
            }
        }
        assertThat(GatewayNodes.await(ops.createAccounts(accounts)).orThrow())
                .allMatch(result -> result.status() == CreateAccountStatus.Created);
    }

    @AfterEach
    void stop() {
        nodes.close();
        books.close();
    }

    private Ledger caller(String role) {
        Ledger ledger = Ledger.get(nodes.caller("pekko.cluster.roles = [" + role + "]"));
        ledger.awaitReady(GatewayNodes.PATIENCE);
        return ledger;
    }

    private static Account account(long id, int number, int code) {
        return Account.builder()
                .id(id)
                .ledger(number)
                .code(code)
                .flags(AccountFlags.HISTORY)
                .build();
    }

    private Transfer.Builder transfer(int number, long amount) {
        return Transfer.builder()
                .id(ids.incrementAndGet())
                .debitAccountId(10L * number + 1)
                .creditAccountId(10L * number + 2)
                .amount(amount)
                .ledger(number)
                .code(10);
    }

    private static void assertCreated(Ledger ledger, Transfer.Builder... transfers) {
        List<Transfer> events = new ArrayList<>();
        for (Transfer.Builder transfer : transfers) {
            events.add(transfer.build());
        }
        assertThat(GatewayNodes.await(ledger.createTransfers(events)).orThrow())
                .hasSize(transfers.length)
                .extracting(CreateTransferResult::status)
                .containsOnly(CreateTransferStatus.Created);
    }

    private static void assertDenied(CompletionStage<? extends LedgerReply<?>> stage, String why) {
        assertThat(GatewayNodes.await(stage).outcome()).isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.DENIED);
            assertThat(refused.message()).contains(why);
        });
    }

    private static void assertDenied(Ledger ledger, Transfer.Builder transfer, String why) {
        assertDenied(ledger.createTransfers(List.of(transfer.build())), why);
    }

    @Test
    void shouldLimitWhatACallerCreates() {
        Ledger web = caller("web");
        assertCreated(web, transfer(1, 100), transfer(2, 1));
        assertDenied(web, transfer(3, 1), "has ledger 3, which ledger-actors.gateway.access.limits[2].ledgers");
        assertDenied(web, transfer(1, 1).code(11), "has code 11");
        assertDenied(web, transfer(1, 101), "has the amount 101");
        assertDenied(web.createAccounts(List.of(account(33, 3, 10))), "account 33 (event 0 of its batch) has ledger 3");
        Transfer.Builder pending = transfer(1, 50).flags(TransferFlags.PENDING);
        assertCreated(web, pending);
        Transfer post =
                Transfer.post(UInt128.of(ids.incrementAndGet()), pending.build().id());
        assertDenied(web, post.toBuilder(), "states no ledger");
        assertDenied(web, post.toBuilder().ledger(1).code(10), "states no amount");
        assertCreated(web, post.toBuilder().ledger(1).code(10).amount(50));
        assertThat(debited(11)).isEqualTo(UInt128.of(150));
        assertThat(debited(31)).isEqualTo(UInt128.ZERO);
        assertCreated(ops, transfer(3, 1_000).code(11));
    }

    private UInt128 debited(long account) {
        return GatewayNodes.await(ops.lookupAccounts(List.of(UInt128.of(account))))
                .orThrow()
                .get(0)
                .debitsPosted();
    }

    @Test
    void shouldCarryOutTheAsksThatAreAllowedBesideThoseThatAreNot() {
        Ledger web = caller("web");
        List<CompletionStage<CreateTransfersReply>> allowed = new ArrayList<>();
        List<CompletionStage<CreateTransfersReply>> denied = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            allowed.add(web.createTransfers(List.of(transfer(1, 1).build())));
            denied.add(web.createTransfers(
                    List.of(transfer(1, 1).build(), transfer(3, 1).build())));
        }
        for (CompletionStage<CreateTransfersReply> reply : allowed) {
            assertThat(GatewayNodes.await(reply).orThrow())
                    .singleElement()
                    .extracting(CreateTransferResult::status)
                    .isEqualTo(CreateTransferStatus.Created);
        }
        for (CompletionStage<CreateTransfersReply> reply : denied) {
            assertDenied(reply, "(event 1 of its batch) has ledger 3");
        }
        assertThat(debited(11)).isEqualTo(UInt128.of(1_000));
        assertThat(debited(31)).isEqualTo(UInt128.ZERO);
    }

    @Test
    void shouldLeaveOutResultsOfOtherLedgers() {
        Ledger web = caller("web");
        List<UInt128> transfers = new ArrayList<>();
        List<Transfer> seen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int number = i % 30 == 0 ? 1 + i / 30 % 2 : 3;
            Transfer transfer = transfer(number, 1).build();
            assertCreated(ops, transfer.toBuilder());
            transfers.add(transfer.id());
            if (number != 3) {
                seen.add(transfer);
            }
        }
        assertIds(GatewayNodes.await(web.lookupTransfers(transfers)).orThrow(), seen);
        assertIds(
                GatewayNodes.await(web.ask(LedgerRequest.queryTransfers(
                                QueryFilter.builder().limit(7).build())))
                        .orThrow(),
                seen.subList(0, 7));
        assertThat(GatewayNodes.await(web.lookupAccounts(
                                List.of(UInt128.of(31), UInt128.of(11), UInt128.of(32), UInt128.of(99))))
                        .orThrow())
                .extracting(Account::id)
                .containsExactly(UInt128.of(11));
        assertThat(GatewayNodes.await(web.ask(LedgerRequest.getChangeEvents(
                                ChangeEventsFilter.builder().limit(100).build())))
                        .orThrow())
                .extracting(ChangeEvent::transfer)
                .extracting(Transfer::id)
                .containsExactlyElementsOf(seen.stream().map(Transfer::id).toList());
        for (long account : new long[] {11, 31}) {
            AccountFilter filter = AccountFilter.builder()
                    .accountId(UInt128.of(account))
                    .limit(100)
                    .build();
            int expected = account == 11 ? 5 : 0;
            assertThat(GatewayNodes.await(web.ask(LedgerRequest.getAccountTransfers(filter)))
                            .orThrow())
                    .hasSize(expected);
            assertThat(GatewayNodes.await(web.ask(LedgerRequest.getAccountBalances(filter)))
                            .orThrow())
                    .hasSize(expected);
            assertThat(GatewayNodes.await(ops.ask(LedgerRequest.getAccountBalances(filter)))
                            .orThrow())
                    .isNotEmpty();
        }
        assertDenied(
                web.ask(LedgerRequest.queryTransfers(
                        QueryFilter.builder().ledger(3).limit(10).build())),
                "the filter (event 0 of its batch) has ledger 3");
    }

    private static void assertIds(List<Transfer> found, List<Transfer> expected) {
        assertThat(found)
                .extracting(Transfer::id)
                .containsExactlyElementsOf(expected.stream().map(Transfer::id).toList());
    }

    @Test
    void shouldLetSomeReadOnlyAndRefuseOthersEverything() {
        Ledger reports = caller("reports");
        assertDenied(reports, transfer(1, 1), "create_transfers is refused, because the node ");
        assertDenied(reports, transfer(1, 1), " with the roles reports may only read");
        assertThat(GatewayNodes.await(reports.lookupAccounts(List.of(UInt128.of(31))))
                        .orThrow())
                .hasSize(1);
        Ledger other = caller("other");
        assertDenied(other, transfer(1, 1), "no entry of ledger-actors.gateway.access.limits at the gateway names");
        assertDenied(other.lookupAccounts(List.of(UInt128.of(31))), "no entry of ledger-actors.gateway.access.limits");
    }
}
