package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tigerbeetle.AccountBatch;
import com.tigerbeetle.AccountFlags;
import com.tigerbeetle.Client;
import com.tigerbeetle.CreateAccountResult;
import com.tigerbeetle.CreateAccountResultBatch;
import com.tigerbeetle.CreateTransferResult;
import com.tigerbeetle.CreateTransferResultBatch;
import com.tigerbeetle.IdBatch;
import com.tigerbeetle.TransferBatch;
import com.tigerbeetle.TransferFlags;
import com.tigerbeetle.UInt128;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client 0.16.30 against the embedded server: an independent judge of the wire. */
class OfficialClientIT {
    private static final byte[] CLUSTER = UInt128.asBytes(7);

    @TempDir
    Path directory;

    private EmbeddedLedger ledger;
    private LedgerServer server;

    @BeforeEach
    void start() {
        ledger = EmbeddedLedger.open(
                EmbeddedSettings.inDirectory(directory).withCluster(io.ledgeractors.model.UInt128.of(7)));
        server = ledger.serve(ServerSettings.onFreePort());
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void shouldRegisterCreateAndLookUp() throws Exception {
        try (Client client = connect()) {
            assertThat(client.createAccounts(accounts(1, 2, 0)).getLength()).isZero();

            TransferBatch transfers = new TransferBatch(2);
            addTransfer(transfers, 100, 1, 2, 25, TransferFlags.NONE);
            addTransfer(transfers, 101, 2, 1, 5, TransferFlags.NONE);
            assertThat(client.createTransfers(transfers).getLength()).isZero();

            AccountBatch found = client.lookupAccounts(ids(2, 1, 99));
            assertThat(found.getLength()).isEqualTo(2);
            assertThat(found.next()).isTrue();
            assertThat(found.getId(UInt128.LeastSignificant)).isEqualTo(2);
            assertThat(found.getCreditsPosted()).isEqualTo(BigInteger.valueOf(25));
            assertThat(found.getDebitsPosted()).isEqualTo(BigInteger.valueOf(5));

            TransferBatch stored = client.lookupTransfers(ids(101));
            assertThat(stored.next()).isTrue();
            assertThat(stored.getAmount()).isEqualTo(BigInteger.valueOf(5));
            assertThat(stored.getTimestamp()).isPositive();
        }
    }

    @Test
    void shouldReportFailuresByIndex() throws Exception {
        try (Client client = connect()) {
            CreateAccountResultBatch accountResults = client.createAccounts(accounts(1, 1, 0));
            assertThat(accountResults.next()).isTrue();
            assertThat(accountResults.getIndex()).isEqualTo(1);
            assertThat(accountResults.getResult()).isEqualTo(CreateAccountResult.Exists);
            client.createAccounts(accounts(2, 3, 0));

            TransferBatch transfers = new TransferBatch(3);
            addTransfer(transfers, 100, 1, 2, 1, TransferFlags.LINKED);
            addTransfer(transfers, 101, 1, 77, 1, TransferFlags.NONE);
            addTransfer(transfers, 102, 2, 3, 1, TransferFlags.NONE);
            CreateTransferResultBatch results = client.createTransfers(transfers);
            assertThat(results.getLength()).isEqualTo(2);
            results.next();
            assertThat(results.getIndex()).isZero();
            assertThat(results.getResult()).isEqualTo(CreateTransferResult.LinkedEventFailed);
            results.next();
            assertThat(results.getIndex()).isEqualTo(1);
            assertThat(results.getResult()).isEqualTo(CreateTransferResult.CreditAccountNotFound);
        }
    }

    @Test
    void shouldReservePostAndVoid() throws Exception {
        try (Client client = connect()) {
            client.createAccounts(accounts(1, 2, AccountFlags.NONE));
            TransferBatch transfers = new TransferBatch(4);
            addTransfer(transfers, 1, 1, 2, 10, TransferFlags.PENDING);
            addTransfer(transfers, 2, 1, 2, 20, TransferFlags.PENDING);
            addTransfer(transfers, 3, 1, 2, 7, TransferFlags.POST_PENDING_TRANSFER);
            transfers.setPendingId(1);
            addTransfer(transfers, 4, 1, 2, 0, TransferFlags.VOID_PENDING_TRANSFER);
            transfers.setPendingId(2);
            assertThat(client.createTransfers(transfers).getLength()).isZero();
            AccountBatch found = client.lookupAccounts(ids(1));
            found.next();
            assertThat(found.getDebitsPosted()).isEqualTo(BigInteger.valueOf(7));
            assertThat(found.getDebitsPending()).isEqualTo(BigInteger.ZERO);
        }
    }

    @Test
    void shouldFindEverythingAgainAfterTheLedgerWasReopened() throws Exception {
        try (Client client = connect()) {
            client.createAccounts(accounts(1, 2, 0));
        }
        stop();
        start();
        try (Client client = connect()) {
            assertThat(client.lookupAccounts(ids(1, 2)).getLength()).isEqualTo(2);
        }
    }

    private Client connect() {
        return new Client(CLUSTER, new String[] {server.address().toString()});
    }

    private static AccountBatch accounts(long first, long second, int flags) {
        AccountBatch accounts = new AccountBatch(2);
        for (long id : new long[] {first, second}) {
            accounts.add();
            accounts.setId(id);
            accounts.setLedger(1);
            accounts.setCode(1);
            accounts.setFlags(flags);
        }
        return accounts;
    }

    private static void addTransfer(TransferBatch transfers, long id, long debit, long credit, long amount, int flags) {
        transfers.add();
        transfers.setId(id);
        transfers.setDebitAccountId(debit);
        transfers.setCreditAccountId(credit);
        transfers.setAmount(amount);
        transfers.setLedger(1);
        transfers.setCode(1);
        transfers.setFlags(flags);
    }

    private static IdBatch ids(long... ids) {
        IdBatch batch = new IdBatch(ids.length);
        for (long id : ids) {
            batch.add(id);
        }
        return batch;
    }
}
