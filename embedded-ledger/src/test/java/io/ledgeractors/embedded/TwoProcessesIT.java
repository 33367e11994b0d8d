package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger runs in a process of its own while its files are moved or replaced and a second process tries to open them.
 * The second process is refused, and everything that the first one acknowledged is there afterwards.
 */
@Timeout(120)
class TwoProcessesIT {
    private static final int ACCOUNTS = 8_000;
    /** Accounts that fill more than one file of the log. */
    private static final int BATCHES = 10;

    private static final String MANIFEST = "ledger.manifest";

    @TempDir
    private Path home;

    private final List<Integer> acknowledged = new ArrayList<>();
    private Path data = Path.of("");
    private @Nullable Process process;
    private int next = 1;

    @BeforeEach
    void setUp() throws IOException {
        data = home.resolve("ledger");
        start();
    }

    @AfterEach
    void tearDown() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldRefuseTheSecondProcessWhateverHappensToTheFiles() throws Exception {
        for (int i = 0; i < BATCHES; i++) {
            create();
        }
        assertRefused("is in use by process " + running().pid());
        List<String> names = names();
        assertThat(names).hasSizeGreaterThanOrEqualTo(3).contains(MANIFEST);
        for (String name : names) {
            for (String how : List.of("removed", "replaced")) {
                Path file = data.resolve(name);
                Path aside = Files.move(file, home.resolve("aside"));
                if (how.equals("replaced")) {
                    run("cp", aside.toString(), file.toString());
                }
                assertRefused("");
                create();
                if (running().isAlive()) {
                    assertRefused("");
                }
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
                create();
                assertRefused("is in use by process ");
            }
        }
        stop();
        assertEverythingIsThere();
    }

    @Test
    void shouldNotTouchTheFilesOfARunningLedgerThroughACopyOfItsManifest() throws Exception {
        create();
        Path aside = Files.move(data.resolve(MANIFEST), home.resolve("aside"));
        run("cp", aside.toString(), data.resolve(MANIFEST).toString());
        List<String> before = names();
        assertRefused(" is in use by another process");
        assertThat(names()).isEqualTo(before);
        Files.move(aside, data.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
        create();
        stop();
        assertEverythingIsThere();
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> EmbeddedLedger.open(settings(data)).close())
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining(words);
    }

    // A ledger that notices that its files were changed stops with a message, and is started again once they are back.
    private void create() throws IOException {
        String answer = ask(Integer.toString(next));
        if (answer.equals("acknowledged")) {
            acknowledged.add(next);
        } else {
            assertThat(answer).contains("put the file back");
            stop();
            if (!Files.exists(home.resolve("aside"))) {
                start();
                create();
            }
        }
        next++;
    }

    private void assertEverythingIsThere() throws Exception {
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings(data))) {
            LedgerSession session = started(ledger);
            assertThat(acknowledged).isNotEmpty();
            for (int batch : acknowledged) {
                List<UInt128> ids = accounts(batch).stream().map(Account::id).toList();
                CompletableFuture<Integer> bytes = new CompletableFuture<>();
                session.submit(
                        Operation.LOOKUP_ACCOUNTS,
                        Body.of(Bodies.ids(ids)),
                        outcome ->
                                bytes.complete(((Outcome.Reply) outcome).body().limit()));
                assertThat(bytes.get(20, TimeUnit.SECONDS) / 128 - 1).isEqualTo(ACCOUNTS);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.filter(Files::isRegularFile)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.endsWith(".new"))
                    .sorted()
                    .toList();
        }
    }

    private Process running() {
        return Objects.requireNonNull(process);
    }

    private void start() throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(line()).isEqualTo("open");
    }

    private void stop() {
        running().toHandle().destroyForcibly();
        Awaitility.await().until(() -> !running().isAlive());
    }

    private String ask(String question) throws IOException {
        if (!running().isAlive()) {
            return "put the file back first";
        }
        Writer to = running().outputWriter(StandardCharsets.UTF_8);
        to.write(question + "\n");
        to.flush();
        return line();
    }

    // The stream also holds lines of the log.
    private String line() throws IOException {
        BufferedReader reader = running().inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        while (line != null && !line.startsWith("> ")) {
            line = reader.readLine();
        }
        return line == null ? "ended" : line.substring(2);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private static LedgerSession started(EmbeddedLedger ledger) {
        LedgerSession session = ledger.newSession();
        session.start(state -> {});
        Awaitility.await().until(() -> session.state().isRegistered());
        return session;
    }

    private static List<Account> accounts(int batch) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(Bodies.account((long) batch * ACCOUNTS + i + 1));
        }
        return accounts;
    }

    private static EmbeddedSettings settings(Path data) {
        // Without checkpoints no file goes by itself.
        return EmbeddedSettings.inDirectory(data)
                .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES)
                .withMemory(MemorySettings.create().withRecords(MemorySettings.Records.OFF_HEAP));
    }

    /** Creates the batch of accounts of each number that it reads, and prints whether the batch was acknowledged. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            EmbeddedLedger ledger = EmbeddedLedger.open(settings(Path.of(args[0])));
            LedgerSession session = started(ledger);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println("> open");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                CompletableFuture<Outcome> outcome = new CompletableFuture<>();
                session.submit(
                        Operation.CREATE_ACCOUNTS,
                        Body.of(Bodies.accounts(accounts(Integer.parseInt(line)))),
                        outcome::complete);
                boolean acknowledged = outcome.get() instanceof Outcome.Reply;
                out.println("> " + (acknowledged ? "acknowledged" : ledger.stopped()));
            }
        }
    }
}
