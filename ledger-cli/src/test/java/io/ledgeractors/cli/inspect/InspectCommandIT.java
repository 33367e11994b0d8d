package io.ledgeractors.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.cli.CapturedConsole;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandIT {
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    Path directory;

    @Test
    void shouldSayWhatIsInALedger() {
        create(5_000);

        assertThat(console.run("inspect", directory.toString()))
                .as(console.all())
                .isZero();
        assertThat(console.out())
                .contains("ledger in " + directory)
                .contains("cluster 9, batch size limit 1048320 bytes")
                .contains("no process has it open")
                .containsPattern("entry at offset 4096: version 3, generation [0-9]+.*, time reserved up to 20")
                .contains("accounts 5000, transfers 0, expiries 0, failed ids 0")
                .containsPattern("00000000000000000001.log: 8388608 bytes, blocks 1 to [0-9]+, operations .*start 1")
                .contains("end: behind block ")
                .containsPattern("accounts.pages: [0-9]+ bytes; the checkpoint counts 5000 records, [0-9]+ full pages")
                .contains("sound, as far as a start reads it; --verify");
        assertThat(console.err()).isEmpty();
        assertThat(console.run("inspect", "--verify", directory.toString())).isZero();
        assertThat(console.out()).contains("sound: every checksum is right");
    }

    @Test
    void shouldNameDamagedPlacesAndEndWithOne() throws IOException {
        create(5_000);
        Path records = directory.resolve("records/accounts.pages");
        byte[] bytes = Files.readAllBytes(records);
        bytes[4_500] ^= 1;
        Files.write(records, bytes);

        assertThat(console.run("inspect", directory.toString())).isZero();
        assertThat(console.run("inspect", directory.toString(), "--verify")).isEqualTo(1);
        assertThat(console.out())
                .containsPattern("DAMAGED: 1 places\n  records/accounts.pages at offset [0-9]+: page 1 is not what was")
                .contains("Nothing was changed");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void shouldEndWithTwoWithoutALedger() throws IOException {
        assertThat(console.run("inspect", directory.toString())).isEqualTo(2);
        assertThat(console.err()).contains("there is no ledger in " + directory).hasLineCount(1);
        Path file = Files.writeString(directory.resolve("a"), "hello");
        assertThat(console.run("inspect", directory.toString(), "--verify")).isEqualTo(2);
        assertThat(console.err()).contains("holds no ledger.manifest").hasLineCount(1);
        assertThat(console.run("inspect", file.toString())).isEqualTo(2);
        assertThat(console.err()).contains("is a file").hasLineCount(1);
        assertThat(console.run("inspect", directory.resolve("b").toString())).isEqualTo(2);
        assertThat(console.err()).contains("there is no directory").hasLineCount(1);
        assertThat(directory.resolve("b")).doesNotExist();
        assertThat(console.out()).isEmpty();
    }

    private void create(int accounts) {
        EmbeddedSettings settings = EmbeddedSettings.inDirectory(directory)
                .withClusterId(UInt128.of(9))
                .withSegmentBytes(8 << 20);
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings);
                LedgerClient client = LedgerClient.over(ledger.newSession())) {
            List<Account> all = new ArrayList<>();
            for (int id = 1; id <= accounts; id++) {
                all.add(Account.builder().id(UInt128.of(id)).ledger(1).code(1).build());
            }
            client.createAccountsAsync(all).toCompletableFuture().join();
        }
    }
}
