package io.ledgeractors.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.ledgeractors.cli.CapturedConsole;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.SharedLedger;
import io.ledgeractors.cli.ledger.AddressesConverter;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a tail neither loses events nor writes them twice. */
class TailFilesIT {
    private final CapturedConsole console = new CapturedConsole();
    private final SharedLedger ledger = new SharedLedger();

    @TempDir
    Path directory;

    @BeforeEach
    void createEvents() throws IOException {
        ledger.createAccounts(2);
        Path file = directory.resolve("in.csv");
        Files.write(file, List.of("amount", "5", "6"));
        String set = "debit_account_id=1,credit_account_id=2,ledger=1,code=7";
        assertThat(console.run("import", file.toString(), "--set", set, "--addresses", ledger.address()))
                .as(console.all())
                .isZero();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldNotCutOffADamagedEndOfTheLog() throws IOException {
        String data = directory.resolve("data").toString();
        Path file = Files.write(directory.resolve("accounts.csv"), List.of("id", "1"));
        String[] accounts = {"--as", "accounts", "--set", "ledger=1,code=1", "--data", data};
        assertThat(console.run(new String[] {"import", file.toString()}, accounts))
                .as(console.all())
                .isZero();
        Path log;
        try (Stream<Path> files = Files.list(Path.of(data))) {
            log = files.filter(path -> path.toString().endsWith("1.log"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(log);
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        bytes[last] ^= 1;
        Files.write(log, bytes);
        assertThat(console.run("tail", "--once", "--data", data)).isEqualTo(2);
        assertThat(console.err()).contains("may have been acknowledged").contains("Nothing was changed");
        assertThat(log).hasBinaryContent(bytes);
    }

    @Test
    void shouldKeepOtherTailsOffItsFile() throws IOException {
        Path file = directory.resolve("events");
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(tail(file)).isEqualTo(2);
            assertThat(console.err()).contains("events: another tail appends to it");
            assertThat(file).isEmptyFile();
        }
        assertThat(tail(file)).as(console.all()).isZero();
        assertThat(tail(file)).as(console.all()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void shouldTellOfAnOutputThatTakesNoMore() {
        Config config = LedgerPlace.cluster(
                        new AddressesConverter().convert(ledger.address()).list(), UInt128.ZERO)
                .over(ApplicationConfig.load());
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        TailJob job = new TailJob(config, 0, false, notice -> {});
        assertThatThrownBy(() -> job.writeTo(full))
                .isInstanceOf(NotExecutedException.class)
                .hasMessageContaining("the output cannot be written: No space left on device");
    }

    @Test
    void shouldMakeNoLedgerToReadFrom() throws IOException {
        for (String name : new String[] {"typo", "empty"}) {
            Path data = directory.resolve(name);
            if (name.equals("empty")) {
                Files.createDirectory(data);
            }
            Path events = directory.resolve("events");
            assertThat(console.run("tail", "--data", data.toString(), "--once", "--output", events.toString()))
                    .isEqualTo(2);
            assertThat(console.err()).contains("there is no ledger in " + data).hasLineCount(1);
            assertThat(events).doesNotExist();
            assertThat(console.run("tail", "--data", data.toString())).isEqualTo(2);
        }
        assertThat(directory.resolve("typo")).doesNotExist();
        assertThat(directory.resolve("empty")).isEmptyDirectory();
    }

    @Test
    void shouldRefuseALedgerInMemory() {
        assertThat(console.run("tail", "--once", "--memory")).isEqualTo(2);
        assertThat(console.err()).contains("has no events", "--data DIR").hasLineCount(1);
        // The configuration of the project names a ledger in memory.
        assertThat(console.run("tail", "--once")).isEqualTo(2);
        assertThat(console.err()).contains("has no events");
    }

    private int tail(Path file) {
        return console.run("tail", "--once", "--output", file.toString(), "--addresses", ledger.address());
    }
}
