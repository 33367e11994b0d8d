package io.ledgeractors.it.vortex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the drivers of Vortex as processes, as Vortex does. */
@Timeout(120)
class VortexDriversIT {
    // Code of the JVM after SIGTERM. Vortex fails if its driver ends otherwise.
    private static final int TERMINATED = 128 + 15;
    private static final int EVENTS_MAX = 8_189;

    private static ServerUnderTest server;

    private final IdGenerator ids = new IdGenerator();

    @TempDir
    private Path directory;

    @BeforeAll
    static void serve() {
        server = ServerUnderTest.start(UInt128.ZERO);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "asks"})
    void shouldAnswerVortex(String kind) throws Exception {
        UInt128 rich = ids.next();
        UInt128 poor = ids.next();
        try (VortexProcess driver = start(kind)) {
            ByteBuffer created = createAccounts(
                    driver, List.of(account(rich, 0), account(poor, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)));
            assertThat(created.limit()).isEqualTo(2 * CreateAccountResultCodec.SIZE);
            List<Transfer> transfers = List.of(
                    transfer(rich, poor, 10, 0),
                    // This chain fails at its second transfer, so the first one is undone.
                    transfer(rich, poor, 100, TransferFlags.LINKED),
                    transfer(poor, rich, 1_000, 0),
                    // poor has 10, because the first transfer came before this one.
                    transfer(poor, rich, 4, TransferFlags.LINKED),
                    transfer(poor, rich, 5, 0),
                    transfer(rich, ids.next(), 1, 0),
                    transfer(rich, poor, 1, TransferFlags.LINKED));
            assertThat(createTransfers(driver, transfers))
                    .extracting(CreateTransferResult::status)
                    .containsExactly(
                            CreateTransferStatus.Created,
                            CreateTransferStatus.LinkedEventFailed,
                            CreateTransferStatus.ExceedsCredits,
                            CreateTransferStatus.Created,
                            CreateTransferStatus.Created,
                            CreateTransferStatus.CreditAccountNotFound,
                            CreateTransferStatus.LinkedEventChainOpen);
            assertThat(lookUpAccounts(driver, List.of(poor, ids.next(), rich)))
                    .extracting(Account::id, Account::creditsPosted, Account::debitsPosted)
                    .containsExactly(
                            tuple(poor, UInt128.of(10), UInt128.of(9)), tuple(rich, UInt128.of(9), UInt128.of(10)));
            assertThat(lookUpTransfers(driver, transfers))
                    .extracting(Transfer::id)
                    .containsExactly(
                            transfers.get(0).id(),
                            transfers.get(3).id(),
                            transfers.get(4).id());
            VortexProcess.End end = driver.end();
            assertThat(end.code()).as(end.errors()).isEqualTo(VortexDriver.DONE);
            assertThat(end.unreadBytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "asks"})
    void shouldAnswerTheLargestRequestInOrderAndEndWhenItIsToldTo(String kind) throws Exception {
        UInt128 rich = ids.next();
        UInt128 poor = ids.next();
        try (VortexProcess driver = start(kind)) {
            createAccounts(driver, List.of(account(rich, 0), account(poor, 0)));
            List<Transfer> transfers = IntStream.range(0, EVENTS_MAX)
                    .mapToObj(i -> transfer(rich, poor, 1, 0))
                    .toList();
            assertThat(createTransfers(driver, transfers))
                    .hasSize(EVENTS_MAX)
                    .allMatch(result -> result.status() == CreateTransferStatus.Created)
                    .extracting(CreateTransferResult::timestamp)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(lookUpTransfers(driver, transfers))
                    .extracting(Transfer::id)
                    .containsExactlyElementsOf(
                            transfers.stream().map(Transfer::id).toList());
            assertThat(driver.terminate().code()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void shouldNameAnOperationThatItDoesNotKnow() throws Exception {
        try (VortexProcess driver = start("client")) {
            driver.send(new byte[] {(byte) 139, 0, 0, 0, 0});
            VortexProcess.End end = driver.awaitEnd();
            assertThat(end.code()).isEqualTo(VortexDriver.WRONG_INPUT);
            assertThat(end.unreadBytes()).isZero();
            assertThat(end.errors()).startsWith("vortex driver: operation 139 is unknown");
        }
    }

    private VortexProcess start(String kind) throws IOException {
        return VortexProcess.start(kind, server, directory.resolve("stderr"));
    }

    private static ByteBuffer createAccounts(VortexProcess driver, List<Account> accounts) throws IOException {
        ByteBuffer events = Bytes.allocate(accounts.size() * AccountCodec.SIZE);
        for (int i = 0; i < accounts.size(); i++) {
            AccountCodec.encode(accounts.get(i), events, i * AccountCodec.SIZE);
        }
        return driver.ask(Operation.CREATE_ACCOUNTS.code(), accounts.size(), events, CreateAccountResultCodec.SIZE);
    }

    private static List<CreateTransferResult> createTransfers(VortexProcess driver, List<Transfer> transfers)
            throws IOException {
        ByteBuffer events = Bytes.allocate(transfers.size() * TransferCodec.SIZE);
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), events, i * TransferCodec.SIZE);
        }
        ByteBuffer results =
                driver.ask(Operation.CREATE_TRANSFERS.code(), transfers.size(), events, CreateTransferResultCodec.SIZE);
        return decode(results, CreateTransferResultCodec.SIZE, CreateTransferResultCodec::decode);
    }

    private static List<Account> lookUpAccounts(VortexProcess driver, List<UInt128> ids) throws IOException {
        ByteBuffer found = driver.ask(Operation.LOOKUP_ACCOUNTS.code(), ids.size(), encode(ids), AccountCodec.SIZE);
        return decode(found, AccountCodec.SIZE, AccountCodec::decode);
    }

    private static List<Transfer> lookUpTransfers(VortexProcess driver, List<Transfer> transfers) throws IOException {
        ByteBuffer events = encode(transfers.stream().map(Transfer::id).toList());
        ByteBuffer found = driver.ask(Operation.LOOKUP_TRANSFERS.code(), transfers.size(), events, TransferCodec.SIZE);
        return decode(found, TransferCodec.SIZE, TransferCodec::decode);
    }

    private static ByteBuffer encode(List<UInt128> ids) {
        ByteBuffer events = Bytes.allocate(ids.size() * Bytes.U128_SIZE);
        for (int i = 0; i < ids.size(); i++) {
            Bytes.putU128(events, i * Bytes.U128_SIZE, ids.get(i));
        }
        return events;
    }

    private static <T> List<T> decode(ByteBuffer results, int size, VortexOperation.Decoder<T> decoder) {
        List<T> decoded = new ArrayList<>();
        for (int offset = 0; offset < results.limit(); offset += size) {
            decoded.add(decoder.decode(results, offset));
        }
        return decoded;
    }

    private static Account account(UInt128 id, int flags) {
        return Account.builder().id(id).ledger(1).code(1).flags(flags).build();
    }

    private Transfer transfer(UInt128 debit, UInt128 credit, long amount, int flags) {
        return Transfer.builder()
                .id(ids.next())
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .flags(flags)
                .build();
    }
}
