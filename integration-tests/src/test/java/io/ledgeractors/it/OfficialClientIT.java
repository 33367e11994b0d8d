package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tigerbeetle.AccountBalanceBatch;
import com.tigerbeetle.AccountBatch;
import com.tigerbeetle.AccountFilter;
import com.tigerbeetle.AccountFlags;
import com.tigerbeetle.Client;
import com.tigerbeetle.CreateAccountResult;
import com.tigerbeetle.CreateAccountResultBatch;
import com.tigerbeetle.CreateTransferResult;
import com.tigerbeetle.CreateTransferResultBatch;
import com.tigerbeetle.IdBatch;
import com.tigerbeetle.QueryFilter;
import com.tigerbeetle.RequestException;
import com.tigerbeetle.TransferBatch;
import com.tigerbeetle.TransferFlags;
import com.tigerbeetle.UInt128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the official Java client 0.16.30, blocking and asynchronous, against {@code ./ledger start}. It judges the wire
 * format independently. The client has no call for change events; {@link OfficialClientCallsIT} makes each call it has.
 */
class OfficialClientIT {
    private static final int LEDGER = 3;
    private static final int FULL_BATCH = 8190;

    private static ServerUnderTest server;
    private static Client client;

    // No other test has used these ids and user data, not even on an outside server.
    private final long base = new Random().nextLong() >>> 2;
    private final long payer = base + 1;
    private final long payee = base + 2;

    @BeforeAll
    static void connect() {
        server = ServerUnderTest.fork(io.ledgeractors.model.UInt128.of(7));
        client = OfficialClients.connect(server.cluster(), server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        assertThat(client.createAccounts(accounts(AccountFlags.HISTORY, payer, payee))
                        .getLength())
                .isZero();
    }

    @Test
    void shouldCreateAndLookUp() throws Exception {
        TransferBatch transfers = new TransferBatch(2);
        addTransfer(transfers, base + 100, payer, payee, 25, TransferFlags.NONE);
        addTransfer(transfers, base + 101, payee, payer, 5, TransferFlags.NONE);
        assertThat(client.createTransfers(transfers).getLength()).isZero();

        AccountBatch found = client.lookupAccounts(ids(payee, payer, base + 99));
        assertThat(found.getLength()).isEqualTo(2);
        assertThat(found.next()).isTrue();
        assertThat(found.getId(UInt128.LeastSignificant)).isEqualTo(payee);
        assertThat(found.getCreditsPosted()).isEqualTo(BigInteger.valueOf(25));
        assertThat(found.getDebitsPosted()).isEqualTo(BigInteger.valueOf(5));

        TransferBatch stored = client.lookupTransfers(ids(base + 101));
        assertThat(stored.next()).isTrue();
        assertThat(stored.getAmount()).isEqualTo(BigInteger.valueOf(5));
        assertThat(stored.getTimestamp()).isPositive();
        assertThat(client.getClusterID()).isEqualTo(OfficialClients.bytes(server.cluster()));
    }

    @Test
    void shouldReportFailuresByIndexAndChainsAsAWhole() throws Exception {
        CreateAccountResultBatch accountResults = client.createAccounts(accounts(0, base + 3, base + 3));
        assertThat(accountResults.next()).isTrue();
        assertThat(accountResults.getIndex()).isEqualTo(1);
        assertThat(accountResults.getResult()).isEqualTo(CreateAccountResult.Exists);

        TransferBatch transfers = new TransferBatch(5);
        addTransfer(transfers, base + 100, payer, payee, 1, TransferFlags.LINKED);
        addTransfer(transfers, base + 101, payer, base + 77, 1, TransferFlags.NONE);
        addTransfer(transfers, base + 102, payee, payer, 1, TransferFlags.NONE);
        addTransfer(transfers, base + 103, payee, payer, 1, TransferFlags.LINKED);
        addTransfer(transfers, base + 104, payee, payer, 1, TransferFlags.LINKED);
        assertThat(failures(client.createTransfers(transfers)))
                .containsExactly(
                        "0 " + CreateTransferResult.LinkedEventFailed,
                        "1 " + CreateTransferResult.CreditAccountNotFound,
                        "3 " + CreateTransferResult.LinkedEventFailed,
                        "4 " + CreateTransferResult.LinkedEventChainOpen);
        TransferBatch again = new TransferBatch(2);
        addTransfer(again, base + 101, payer, payee, 1, TransferFlags.NONE);
        addTransfer(again, base + 102, payee, payer, 2, TransferFlags.NONE);
        assertThat(failures(client.createTransfers(again)))
                .containsExactly(
                        "0 " + CreateTransferResult.IdAlreadyFailed,
                        "1 " + CreateTransferResult.ExistsWithDifferentAmount);
    }

    @Test
    void shouldReservePostAndVoid() throws Exception {
        TransferBatch transfers = new TransferBatch(5);
        addTransfer(transfers, base + 10, payer, payee, 10, TransferFlags.PENDING);
        addTransfer(transfers, base + 20, payer, payee, 20, TransferFlags.PENDING);
        addTransfer(transfers, base + 30, payer, payee, 7, TransferFlags.POST_PENDING_TRANSFER);
        transfers.setPendingId(base + 10);
        addTransfer(transfers, base + 40, payer, payee, 0, TransferFlags.VOID_PENDING_TRANSFER);
        transfers.setPendingId(base + 20);
        addTransfer(transfers, base + 50, payer, payee, 3, TransferFlags.PENDING);
        transfers.setTimeout(1000);
        assertThat(client.createTransfers(transfers).getLength()).isZero();
        AccountBatch found = client.lookupAccounts(ids(payer));
        found.next();
        assertThat(found.getDebitsPosted()).isEqualTo(BigInteger.valueOf(7));
        assertThat(found.getDebitsPending()).isEqualTo(BigInteger.valueOf(3));
        TransferBatch twice = new TransferBatch(1);
        addTransfer(twice, base + 60, payer, payee, 7, TransferFlags.POST_PENDING_TRANSFER);
        twice.setPendingId(base + 10);
        assertThat(failures(client.createTransfers(twice)))
                .containsExactly("0 " + CreateTransferResult.PendingTransferAlreadyPosted);
    }

    @Test
    void shouldListTheTransfersAndBalancesOfAnAccount() throws Exception {
        pay(10, payer, payee);
        pay(5, payee, payer);
        AccountFilter filter = new AccountFilter();
        filter.setAccountId(payer);
        filter.setDebits(true);
        filter.setCredits(true);
        filter.setLimit(20_000); // cut to the number that fits into a reply
        TransferBatch all = client.getAccountTransfers(filter);
        assertThat(all.getLength()).isEqualTo(15);
        AccountBalanceBatch balances = client.getAccountBalancesAsync(filter).get(10, TimeUnit.SECONDS);
        assertThat(balances.getLength()).isEqualTo(15);
        for (int i = 0; i < 15; i++) {
            all.next();
            balances.next();
            assertThat(balances.getTimestamp()).isEqualTo(all.getTimestamp());
        }
        assertThat(balances.getDebitsPosted()).isEqualTo(BigInteger.valueOf(10));
        assertThat(balances.getCreditsPosted()).isEqualTo(BigInteger.valueOf(5));

        long newest = all.getTimestamp();
        filter.setDebits(false);
        filter.setReversed(true);
        filter.setLimit(2);
        TransferBatch credits = client.getAccountTransfersAsync(filter).get(10, TimeUnit.SECONDS);
        assertThat(credits.getLength()).isEqualTo(2);
        credits.next();
        assertThat(credits.getTimestamp()).isEqualTo(newest);
        filter.setTimestampMax(newest - 1);
        filter.setLimit(FULL_BATCH);
        assertThat(client.getAccountBalances(filter).getLength()).isEqualTo(4);
        filter.setUserData64(base + 1);
        assertThat(client.getAccountTransfers(filter).getLength()).isZero();
    }

    @Test
    void shouldQueryAccountsAndTransfers() throws Exception {
        pay(6, payer, payee);
        QueryFilter filter = new QueryFilter();
        filter.setUserData64(base);
        filter.setLedger(LEDGER);
        filter.setCode(1);
        filter.setLimit(FULL_BATCH);
        assertThat(client.queryAccounts(filter).getLength()).isEqualTo(2);
        TransferBatch found = client.queryTransfers(filter);
        assertThat(found.getLength()).isEqualTo(6);
        found.next();
        filter.setTimestampMin(found.getTimestamp() + 1);
        filter.setReversed(true);
        filter.setLimit(3);
        TransferBatch newest = client.queryTransfersAsync(filter).get(10, TimeUnit.SECONDS);
        assertThat(newest.getLength()).isEqualTo(3);
        assertThat(client.queryAccountsAsync(filter).get(10, TimeUnit.SECONDS).getLength())
                .isZero();
        filter.setLimit(0);
        assertThat(client.queryTransfers(filter).getLength()).isZero();
    }

    @Test
    void shouldAnswerCallsThatTheClientMerges() throws Exception {
        List<CompletableFuture<CreateTransferResultBatch>> paid = new ArrayList<>();
        List<CompletableFuture<AccountBatch>> looked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            TransferBatch transfers = new TransferBatch(2);
            addTransfer(transfers, base + 1_000 + 2 * i, payer, payee, 1, TransferFlags.NONE);
            addTransfer(transfers, base + 1_001 + 2 * i, payer, i % 10 == 0 ? base + 77 : payee, 1, TransferFlags.NONE);
            paid.add(client.createTransfersAsync(transfers));
            looked.add(client.lookupAccountsAsync(ids(payer)));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(failures(paid.get(i).get(10, TimeUnit.SECONDS)))
                    .isEqualTo(i % 10 == 0 ? List.of("1 " + CreateTransferResult.CreditAccountNotFound) : List.of());
            assertThat(looked.get(i).get(10, TimeUnit.SECONDS).getLength()).isEqualTo(1);
        }
        CompletableFuture<CreateAccountResultBatch> accounts =
                client.createAccountsAsync(accounts(0, base + 50, base + 51));
        assertThat(accounts.get(10, TimeUnit.SECONDS).getLength()).isZero();
        CompletableFuture<TransferBatch> found = client.lookupTransfersAsync(ids(base + 1_000, base + 1_001));
        assertThat(found.get(10, TimeUnit.SECONDS).getLength()).isEqualTo(1);
    }

    @Test
    void shouldTakeFullBatchesAndAnswerThem() throws Exception {
        TransferBatch transfers = new TransferBatch(FULL_BATCH + 1);
        for (int i = 0; i < FULL_BATCH; i++) {
            addTransfer(transfers, base + 1_000 + i, payer, payee, 1, TransferFlags.NONE);
        }
        assertThat(client.createTransfers(transfers).getLength()).isZero();
        CreateTransferResultBatch exist = client.createTransfers(transfers);
        assertThat(exist.getLength()).isEqualTo(FULL_BATCH);
        AccountFilter filter = new AccountFilter();
        filter.setAccountId(payee);
        filter.setCredits(true);
        filter.setLimit(FULL_BATCH);
        assertThat(client.getAccountTransfers(filter).getLength()).isEqualTo(FULL_BATCH);
        addTransfer(transfers, base + 1_000 + FULL_BATCH, payer, payee, 1, TransferFlags.NONE);
        assertThatThrownBy(() -> client.createTransfers(transfers)).isInstanceOf(RequestException.class);
        assertThat(client.lookupAccounts(ids(payer)).getLength()).isEqualTo(1);
    }

    private void pay(int count, long debit, long credit) throws Exception {
        TransferBatch transfers = new TransferBatch(count);
        for (int i = 0; i < count; i++) {
            addTransfer(transfers, base + 10_000 + 100 * count + i, debit, credit, 1, TransferFlags.NONE);
        }
        assertThat(client.createTransfers(transfers).getLength()).isZero();
    }

    private static List<String> failures(CreateTransferResultBatch results) {
        List<String> failures = new ArrayList<>();
        while (results.next()) {
            failures.add(results.getIndex() + " " + results.getResult());
        }
        return failures;
    }

    private AccountBatch accounts(int flags, long... ids) {
        AccountBatch accounts = new AccountBatch(ids.length);
        for (long id : ids) {
            accounts.add();
            accounts.setId(id);
            accounts.setUserData64(base);
            accounts.setLedger(LEDGER);
            accounts.setCode(1);
            accounts.setFlags(flags);
        }
        return accounts;
    }

    private void addTransfer(TransferBatch transfers, long id, long debit, long credit, long amount, int flags) {
        transfers.add();
        transfers.setId(id);
        transfers.setDebitAccountId(debit);
        transfers.setCreditAccountId(credit);
        transfers.setAmount(amount);
        transfers.setUserData64(base);
        transfers.setLedger(LEDGER);
        transfers.setCode(1);
        transfers.setFlags(flags);
    }

    private static IdBatch ids(long... ids) {
        return OfficialClients.ids(ids);
    }
}
