package io.ledgeractors.testkit;

import static io.ledgeractors.model.CreateTransferStatus.Created;
import static io.ledgeractors.model.CreateTransferStatus.Exists;
import static io.ledgeractors.model.CreateTransferStatus.ExistsWithDifferentFlags;
import static io.ledgeractors.model.CreateTransferStatus.LinkedEventFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.AccountFlag;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples of TigerBeetle's clients, and a walk through the reference of one, as tests of a few lines each. */
class SamplesTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private List<CreateTransferStatus> create(Transfer... transfers) {
        return ask(LedgerRequest.createTransfers(List.of(transfers))).stream()
                .map(CreateTransferResult::status)
                .toList();
    }

    private List<CreateAccountStatus> create(Account... accounts) {
        return ask(LedgerRequest.createAccounts(List.of(accounts))).stream()
                .map(CreateAccountResult::status)
                .toList();
    }

    private <R, P extends LedgerReply<R>> List<R> ask(LedgerRequest<P> request) {
        return kit.await(kit.ledger().ask(request)).orThrow();
    }

    private static Transfer linked(Transfer transfer) {
        return transfer.toBuilder().flags(TransferFlags.LINKED).build();
    }

    @Test
    void shouldTransferBetweenTwoAccounts() {
        kit.accounts(1, 2);
        assertThat(create(Things.transfer(1, 1, 2, 10))).containsExactly(Created);
        kit.assertAccount(1).debitsPosted(10).creditsPosted(0);
        kit.assertAccount(2).debitsPosted(0).creditsPosted(10);
    }

    @Test
    void shouldPostAPendingTransfer() {
        kit.accounts(1, 2);
        assertThat(create(Things.reserve(1, 1, 2, 500, 0))).containsExactly(Created);
        kit.assertAccount(1).debitsPending(500).debitsPosted(0);
        kit.assertAccount(2).creditsPending(500).creditsPosted(0);
        assertThat(create(Transfer.post(2, 1))).containsExactly(Created);
        kit.assertAccount(1).debitsPending(0).debitsPosted(500);
        kit.assertAccount(2).creditsPending(0).creditsPosted(500);
    }

    @Test
    void shouldPostAndVoidManyPendingTransfersInTurn() {
        kit.accounts(1, 2);
        LongStream.rangeClosed(1, 5)
                .forEach(n ->
                        assertThat(create(Things.reserve(n, 1, 2, 100 * n, 0))).containsExactly(Created));
        kit.assertAccount(1).debitsPending(1_500).debitsPosted(0);
        LongStream.rangeClosed(1, 5).forEach(n -> {
            Transfer end = n % 2 == 1 ? Transfer.post(1_000 + n, n) : Transfer.voidOf(1_000 + n, n);
            assertThat(create(end)).containsExactly(Created);
        });
        kit.assertAccount(1).debitsPending(0).debitsPosted(900);
        kit.assertAccount(2).creditsPending(0).creditsPosted(900);
        kit.assertConserved();
    }

    @Test
    void shouldCreateLinkedAccountsWithFlags() {
        Account limited = Things.account(100).toBuilder()
                .flags(AccountFlags.LINKED | AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)
                .build();
        Account historical =
                Things.account(101).toBuilder().flags(AccountFlags.HISTORY).build();
        assertThat(create(limited, historical))
                .containsExactly(CreateAccountStatus.Created, CreateAccountStatus.Created);
        assertThat(create(
                        Things.account(102),
                        historical,
                        Things.account(103).toBuilder().ledger(0).build()))
                .containsExactly(
                        CreateAccountStatus.Created,
                        CreateAccountStatus.Exists,
                        CreateAccountStatus.LedgerMustNotBeZero);
    }

    @Test
    void shouldLookUpAccountsAndTransfers() {
        kit.accounts(100, 101);
        create(Things.transfer(1, 100, 101, 10));
        assertThat(ask(LedgerRequest.lookupAccounts(List.of(UInt128.of(100), UInt128.of(7), UInt128.of(101)))))
                .extracting(Account::id)
                .containsExactly(UInt128.of(100), UInt128.of(101));
        assertThat(ask(LedgerRequest.lookupTransfers(List.of(UInt128.of(1), UInt128.of(2)))))
                .hasSize(1);
    }

    @Test
    void shouldCreateABatchOfWhichSomeExist() {
        kit.accounts(102, 103);
        create(Things.transfer(2, 102, 103, 10));
        assertThat(create(
                        Things.transfer(1, 102, 103, 10),
                        Things.transfer(2, 102, 103, 10),
                        Things.transfer(3, 102, 103, 10)))
                .containsExactly(Created, Exists, Created);
    }

    @Test
    void shouldVoidAPendingTransfer() {
        kit.accounts(102, 103);
        create(Things.reserve(8, 102, 103, 10, 0));
        assertThat(create(Transfer.voidOf(9, 8))).containsExactly(Created);
        kit.assertAccount(102).debitsPending(0).debitsPosted(0);
    }

    @Test
    void shouldReadTheTransfersAndBalancesOfAnAccount() {
        kit.account(2).history().create();
        kit.accounts(3);
        LongStream.rangeClosed(1, 12).forEach(id -> create(Things.transfer(id, 2, 3, id)));
        AccountFilter newest = AccountFilter.builder()
                .accountId(2)
                .limit(10)
                .flags(AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS | AccountFilterFlags.REVERSED)
                .build();
        assertThat(ask(LedgerRequest.getAccountTransfers(newest)))
                .hasSize(10)
                .first()
                .extracting(Transfer::id)
                .isEqualTo(UInt128.of(12));
        assertThat(ask(LedgerRequest.getAccountBalances(newest)).get(0).debitsPosted())
                .isEqualTo(UInt128.of(78));
    }

    @Test
    void shouldQueryAccountsAndTransfersByTheirFields() {
        kit.account(1).userData(UInt128.of(1_000), 100, 10).create();
        kit.accounts(2);
        create(Things.transfer(1, 1, 2, 5).toBuilder()
                .userData128(1_000)
                .userData64(100)
                .userData32(10)
                .build());
        QueryFilter filter = QueryFilter.builder()
                .userData128(1_000)
                .userData64(100)
                .userData32(10)
                .code(1)
                .limit(10)
                .flags(QueryFilterFlags.REVERSED)
                .build();
        assertThat(ask(LedgerRequest.queryAccounts(filter)))
                .extracting(Account::id)
                .containsExactly(UInt128.of(1));
        assertThat(ask(LedgerRequest.queryTransfers(filter)))
                .extracting(Transfer::id)
                .containsExactly(UInt128.of(1));
    }

    @Test
    void shouldCommitOrRollBackChainsAsAWhole() {
        kit.accounts(1, 2);
        assertThat(create(
                        Things.transfer(1, 1, 2, 1),
                        linked(Things.transfer(2, 1, 2, 1)),
                        linked(Things.transfer(3, 1, 2, 1)),
                        linked(Things.transfer(2, 1, 2, 1)),
                        Things.transfer(4, 1, 2, 1),
                        Things.transfer(2, 1, 2, 1),
                        linked(Things.transfer(2, 1, 2, 1)),
                        Things.transfer(3, 1, 2, 1),
                        linked(Things.transfer(3, 1, 2, 1)),
                        Things.transfer(4, 1, 2, 1)))
                .containsExactly(
                        Created,
                        LinkedEventFailed,
                        LinkedEventFailed,
                        Exists,
                        LinkedEventFailed,
                        Created,
                        ExistsWithDifferentFlags,
                        LinkedEventFailed,
                        Created,
                        Created);
        kit.assertAccount(1).debitsPosted(4);
    }

    @Test
    void shouldImportHistoryWithItsTimestamps() {
        Account first = Things.account(1).toBuilder()
                .flags(AccountFlag.IMPORTED, AccountFlag.LINKED)
                .timestamp(1)
                .build();
        Account second = Things.account(2).toBuilder()
                .flags(AccountFlag.IMPORTED)
                .timestamp(2)
                .build();
        assertThat(create(first, second)).containsExactly(CreateAccountStatus.Created, CreateAccountStatus.Created);
        Transfer transfer = Things.transfer(1, 1, 2, 10).toBuilder()
                .flags(TransferFlags.IMPORTED)
                .timestamp(3)
                .build();
        assertThat(create(transfer)).containsExactly(Created);
        assertThat(kit.assertAccount(2).creditsPosted(10).account().timestamp()).isEqualTo(2);
    }
}
