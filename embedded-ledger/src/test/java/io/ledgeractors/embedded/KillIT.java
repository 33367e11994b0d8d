package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a ledger in a process of its own under load and checks that everything that it acknowledged is there. This
 * proves that acknowledged operations survive the end of the process. It does not prove that they survive a power cut,
 * because the system still writes back what the process has written; the tests of the journal on a disk in memory do
 * that.
 */
@Timeout(120)
class KillIT {
    private static final long SEED = 20261121;

    @TempDir
    private Path home;

    @Test
    void shouldLoseNothingAcknowledgedWhenItIsKilled() throws Exception {
        Random random = new Random(SEED);
        long first = 1;
        for (int kill = 0; kill < 3; kill++) {
            long last = runAndKill(first, 20 + random.nextInt(200));
            assertThat(last).as("seed %d", SEED).isGreaterThan(first);
            try (EmbeddedLedger ledger = EmbeddedLedger.open(settings(home))) {
                assertThat(found(ledger, first, last)).isEqualTo(last - first + 1);
            }
            first = last + 2;
        }
    }

    // Returns the last account that was acknowledged.
    private long runAndKill(long first, int acknowledged) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = Long.parseLong(line);
                if (last == first + acknowledged) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor(20, TimeUnit.SECONDS);
        return last;
    }

    private static long found(EmbeddedLedger ledger, long first, long last) throws Exception {
        LedgerSession session = ledger.newSession();
        session.start(state -> {});
        Awaitility.await().until(() -> session.state().isRegistered());
        List<UInt128> ids = new ArrayList<>();
        for (long id = first; id <= last; id++) {
            ids.add(UInt128.of(id));
        }
        CompletableFuture<Integer> bytes = new CompletableFuture<>();
        session.submit(
                Operation.LOOKUP_ACCOUNTS,
                Body.of(Bodies.ids(ids)),
                outcome -> bytes.complete(((Outcome.Reply) outcome).body().limit()));
        return bytes.get(20, TimeUnit.SECONDS) / 128 - 1;
    }

    private static EmbeddedSettings settings(Path home) {
        return EmbeddedSettings.inDirectory(home.resolve("ledger")).withSegmentBytes(8 * Header.FRAME_MAX);
    }

    /** Creates accounts one after another and prints each once it is acknowledged, until it is killed. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            EmbeddedLedger ledger = EmbeddedLedger.open(settings(Path.of(args[0])));
            LedgerSession session = ledger.newSession();
            session.start(state -> {});
            Awaitility.await().until(() -> session.state().isRegistered());
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (long id = Long.parseLong(args[1]); ; id++) {
                CompletableFuture<Outcome> outcome = new CompletableFuture<>();
                session.submit(
                        Operation.CREATE_ACCOUNTS,
                        Body.of(Bodies.accounts(List.of(Bodies.account(id)))),
                        outcome::complete);
                if (outcome.get() instanceof Outcome.Reply) {
                    out.println(id);
                }
            }
        }
    }
}
