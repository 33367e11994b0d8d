package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.inspect.InspectionProgress;
import io.ledgeractors.embedded.inspect.LedgerInspection;
import io.ledgeractors.embedded.inspect.LedgerReport;
import io.ledgeractors.port.Clock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inspects a ledger that runs under load in another process and takes many checkpoints. {@code -Dinspect.looks=N}
 * inspects it more often.
 */
class InspectRunningIT {
    private static final int LOOKS = Integer.getInteger("inspect.looks", 20);
    private static final int BATCH = 300;
    private static final CheckpointSettings OFTEN = new CheckpointSettings(1_500, 1_000, 1, 2_000, 2);

    @TempDir
    private Path home;

    @Test
    void shouldFindARunningLedgerSoundAndLetItGoOn() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        AtomicLong acknowledged = new AtomicLong();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("1");
            Thread counting = new Thread(() -> reader.lines().forEach(line -> acknowledged.set(Long.parseLong(line))));
            counting.start();
            long checkpoint = inspect(process);
            process.getOutputStream().close();
            counting.join(20_000);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(checkpoint).isPositive();
        } finally {
            process.destroyForcibly();
        }
        LedgerReport closed = LedgerInspection.inspect(home, true, InspectionProgress.NONE);
        assertThat(closed.damages()).isEmpty();
        assertThat(closed.checkpoint()).isNotNull();
        assertThat(closed.checkpoint().transfers()).isEqualTo((int) acknowledged.get() * BATCH);
        System.out.println(LOOKS + " looks beside " + acknowledged.get() + " batches");
    }

    // Returns the number of checkpoints that were seen beyond the first one.
    private long inspect(Process process) {
        long checkpoints = 0;
        long before = 0;
        for (int look = 0; look < LOOKS; look++) {
            LedgerReport report = LedgerInspection.inspect(home, look % 2 == 0, InspectionProgress.NONE);
            assertThat(report.damages()).as("look %d", look).isEmpty();
            assertThat(report.holder()).isEqualTo(new LedgerReport.Holder(process.pid(), true));
            assertThat(report.end()).isNotNull();
            assertThat(report.end().lost()).isNull();
            LedgerReport.Checkpoint checkpoint = report.checkpoint();
            if (checkpoint != null) {
                checkpoints += checkpoint.op() > before && before > 0 ? 1 : 0;
                before = checkpoint.op();
            }
        }
        return checkpoints;
    }

    /** Creates transfers batch by batch and prints the number of each, until its input is closed. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (InspectedLedger ledger = new InspectedLedger(Path.of(args[0]), OFTEN, Clock.system())) {
                ledger.createAccounts();
                Thread end = new Thread(() -> awaitEnd());
                end.start();
                for (long batch = 1; end.isAlive(); batch++) {
                    ledger.createTransfers(BATCH);
                    out.println(batch);
                }
            }
        }

        private static void awaitEnd() {
            try {
                while (System.in.read() >= 0) {}
            } catch (java.io.IOException closed) {
                return;
            }
        }
    }
}
