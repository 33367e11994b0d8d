package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.client.exception.NotSentException;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.SessionState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fills a disk. It runs with {@code -Dledger.full-disk=true} as root on Linux and mounts a tmpfs of 64 MiB. */
@Timeout(300)
class FullDiskIT {
    private static final int BATCH = 1_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path home;

    private final IdGenerator ids = new IdGenerator();
    private final UInt128 debit = ids.next();
    private final UInt128 credit = ids.next();
    private final List<UInt128> acknowledged = new ArrayList<>();

    @BeforeEach
    void mount() throws Exception {
        assumeThat(Boolean.getBoolean("ledger.full-disk"))
                .as("a small file system is mounted with -Dledger.full-disk=true, as root on Linux")
                .isTrue();
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", home.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        if (Boolean.getBoolean("ledger.full-disk")) {
            run("umount", "-l", home.toString());
        }
    }

    @Test
    void shouldTellThoseWhoWaitAndGoOnWhenThereIsRoom() throws Exception {
        Path ballast = home.resolve("ballast");
        Files.write(ballast, new byte[24 << 20]);
        EmbeddedSettings settings = EmbeddedSettings.inDirectory(home.resolve("ledger"))
                .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES);
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                LedgerClient inside = LedgerClient.over(ledger.newSession());
                LedgerClient outside = LedgerClient.create(ClientSettings.create(
                        UInt128.ZERO,
                        List.of(ledger.serve(ServerSettings.onFreePort()).address())))) {
            inside.awaitReady(SOON);
            outside.awaitReady(SOON);
            inside.createAccounts(List.of(account(debit), account(credit)));
            assertThatThrownBy(() -> payUntilRefused(inside))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining(home.toString())
                    .hasMessageContaining("free space");
            assertThat(ledger.full()).contains("free space");
            await().atMost(SOON).until(() -> inside.state() instanceof SessionState.Full);
            assertThat(inside.lookupTransfers(acknowledged.subList(0, 1))).hasSize(1);

            fillUp(home.resolve("more"));
            List<Transfer> waiting = transfers();
            CompletableFuture<?> paid = outside.createTransfersAsync(waiting).toCompletableFuture();
            await().atMost(SOON)
                    .until(() -> outside.state() instanceof SessionState.Unanswered unanswered
                            && unanswered.trouble() instanceof SessionState.ClosedWithoutAnswer);

            Files.delete(home.resolve("more"));
            Files.delete(ballast);
            paid.get(SOON.toSeconds(), TimeUnit.SECONDS);
            waiting.forEach(transfer -> acknowledged.add(transfer.id()));
            await().atMost(SOON).until(() -> inside.state() instanceof SessionState.Registered);
            pay(inside);
            assertThat(ledger.stopped()).isNull();
        }
        try (EmbeddedLedger again = EmbeddedLedger.open(settings);
                LedgerClient client = LedgerClient.over(again.newSession())) {
            client.awaitReady(SOON);
            for (int from = 0; from < acknowledged.size(); from += BATCH) {
                assertThat(client.lookupTransfers(acknowledged.subList(from, from + BATCH)))
                        .hasSize(BATCH);
            }
        }
    }

    @Test
    void shouldEndAnImportWithWordsWhenItsDiskIsFull() throws Exception {
        run("umount", "-l", home.toString());
        run("mount", "-t", "tmpfs", "-o", "size=70m", "tmpfs", home.toString());
        Path csv = Files.createTempFile("accounts", ".csv");
        Files.writeString(csv, "id,ledger,code\n1,1,1\n2,1,1\n");
        long began = System.nanoTime();
        try (ForkedLedger importing = ForkedLedger.start(
                "import",
                csv.toString(),
                "--as",
                "accounts",
                "--data",
                home.resolve("ledger").toString())) {
            assertThat(importing.await()).isNotZero();
            assertThat(importing.output()).contains("is full").contains("free space");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        } finally {
            Files.delete(csv);
        }
    }

    @Test
    void shouldTellAnImportOverTcpWhatIsWrong() throws Exception {
        run("umount", "-l", home.toString());
        run("mount", "-t", "tmpfs", "-o", "size=70m", "tmpfs", home.toString());
        Path csv = Files.createTempFile("accounts", ".csv");
        Files.writeString(csv, "id,ledger,code\n1,1,1\n2,1,1\n");
        try (ForkedLedger server = ForkedLedger.start(
                        "start",
                        "--addresses",
                        "127.0.0.1:0",
                        "--data",
                        home.resolve("ledger").toString());
                ForkedLedger importing = ForkedLedger.start(
                        "import",
                        csv.toString(),
                        "--as",
                        "accounts",
                        "--addresses",
                        server.awaitAddress().toString())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> importing.output().contains("no capacity"));
            assertThat(server.output()).contains("free space");
            run("mount", "-o", "remount,size=300m", home.toString());
            assertThat(importing.await()).as(importing.output()).isZero();
        } finally {
            Files.delete(csv);
        }
    }

    private void payUntilRefused(LedgerClient client) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            pay(client);
        }
    }

    private void pay(LedgerClient client) throws InterruptedException {
        List<Transfer> transfers = transfers();
        client.createTransfers(transfers);
        transfers.forEach(transfer -> acknowledged.add(transfer.id()));
    }

    private List<Transfer> transfers() {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            transfers.add(Transfer.builder()
                    .id(ids.next())
                    .debitAccountId(debit)
                    .creditAccountId(credit)
                    .amount(UInt128.of(1))
                    .ledger(1)
                    .code(1)
                    .build());
        }
        return transfers;
    }

    private static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(1).code(1).build();
    }

    private static void fillUp(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] bytes = new byte[4096];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
