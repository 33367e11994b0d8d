package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a ledger that takes a checkpoint every few requests, in a process of its own under load, and checks that it
 * holds what it acknowledged, once each. {@code -Dcheckpoint.kills=N} kills it more often.
 */
class CheckpointKillIT {
    private static final int KILLS = Integer.getInteger("checkpoint.kills", 20);
    private static final long SEED = Long.getLong("checkpoint.seed", 20261130);
    private static final int ACCOUNTS = 100;
    private static final int BATCH = 200;
    private static final CheckpointSettings OFTEN = new CheckpointSettings(1_500, 1_000, 1_000, 3_000, 1);

    @TempDir
    private Path home;

    @Test
    void shouldHoldWhatItAcknowledgedOnceEachWhenItIsKilled() throws Exception {
        Random random = new Random(SEED);
        long batches = 0;
        try (EmbeddedLedger ledger = open(home)) {
            createAccounts(started(ledger));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = runAndKill(batches, 1 + random.nextInt(60));
            try (EmbeddedLedger ledger = open(home)) {
                batches = batchesIn(started(ledger));
            }
            assertThat(batches)
                    .as("batches after kill %d of seed %d", kill, SEED)
                    .isBetween(acknowledged, acknowledged + 1);
        }
        try (Stream<Path> files = Files.list(home.resolve("ledger"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".checkpoint")))
                    .hasSize(1);
        }
        System.out.println(KILLS + " kills, " + batches * BATCH + " transfers");
    }

    // Returns the number of batches that were acknowledged, those of earlier processes included.
    private long runAndKill(long before, int more) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString(),
                        Long.toString(before))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long acknowledged = before;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                acknowledged = Long.parseLong(line);
                if (acknowledged == before + more) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor(20, TimeUnit.SECONDS);
        return acknowledged;
    }

    /** Returns the number of batches in the ledger, and checks that all of them are there as a whole, once. */
    private static long batchesIn(LedgerSession session) throws Exception {
        ByteBuffer accounts = ask(
                session,
                Operation.LOOKUP_ACCOUNTS,
                Bodies.ids(LongStream.rangeClosed(1, ACCOUNTS)
                        .mapToObj(UInt128::of)
                        .toList()));
        long debits = 0;
        long credits = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            Account account = AccountCodec.decode(accounts, i * AccountCodec.SIZE);
            debits += account.debitsPosted().low();
            credits += account.creditsPosted().low();
        }
        assertThat(debits).isEqualTo(credits);
        assertThat(debits % BATCH).isZero();
        for (long first = 1; first <= debits; first += 8_000) {
            List<UInt128> ids = LongStream.range(first, Math.min(first + 8_000, debits + 1))
                    .mapToObj(UInt128::of)
                    .toList();
            ByteBuffer transfers = ask(session, Operation.LOOKUP_TRANSFERS, Bodies.ids(ids));
            assertThat(transfers.limit() / 128 - 1).isEqualTo(ids.size());
        }
        ByteBuffer next = ask(session, Operation.LOOKUP_TRANSFERS, Bodies.ids(List.of(UInt128.of(debits + 1))));
        assertThat(next.limit()).isEqualTo(128);
        return debits / BATCH;
    }

    private static EmbeddedLedger open(Path home) {
        return EmbeddedLedger.open(
                EmbeddedSettings.inDirectory(home.resolve("ledger")).withSegmentBytes(8 * Header.FRAME_MAX),
                new FileDisk(),
                OFTEN);
    }

    private static LedgerSession started(EmbeddedLedger ledger) {
        LedgerSession session = ledger.newSession();
        session.start(state -> {});
        Awaitility.await().until(() -> session.state().isRegistered());
        return session;
    }

    private static void createAccounts(LedgerSession session) throws Exception {
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            accounts.add(Bodies.account(i));
        }
        ask(session, Operation.CREATE_ACCOUNTS, Bodies.accounts(accounts));
    }

    private static ByteBuffer ask(LedgerSession session, Operation operation, ByteBuffer body) throws Exception {
        CompletableFuture<ByteBuffer> reply = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome -> {
            if (outcome instanceof Outcome.Reply answered) {
                ByteBuffer bytes = answered.body();
                reply.complete(
                        ByteBuffer.allocate(bytes.limit()).order(bytes.order()).put(0, bytes, 0, bytes.limit()));
            } else {
                reply.completeExceptionally(new IOException(String.valueOf(outcome)));
            }
        });
        return reply.get(20, TimeUnit.SECONDS);
    }

    /** Creates transfers batch by batch and prints the number of each once it is acknowledged, until it is killed. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            LedgerSession session = started(open(Path.of(args[0])));
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (long batch = Long.parseLong(args[1]); ; batch++) {
                List<Transfer> transfers = new ArrayList<>();
                for (int i = 1; i <= BATCH; i++) {
                    long id = batch * BATCH + i;
                    transfers.add(Bodies.transfer(id, 1 + id % ACCOUNTS, 1 + (id + 1 + batch % 7) % ACCOUNTS, 1));
                }
                ask(session, Operation.CREATE_TRANSFERS, Bodies.transfers(transfers));
                out.println(batch + 1);
            }
        }
    }
}
