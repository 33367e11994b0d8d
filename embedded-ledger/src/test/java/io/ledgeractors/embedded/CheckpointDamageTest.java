package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of a ledger with a checkpoint, of which something is damaged or missing. */
class CheckpointDamageTest {
    private static final int ACCOUNTS = 70;
    private static final int TRANSFERS = 600;
    private static final CheckpointSettings ONE = new CheckpointSettings(650, 1_000, 1_000, 50, 5);
    private static final EmbeddedSettings SETTINGS = EmbeddedSettings.inDirectory(Path.of("ledger"))
            .withFreeSpaceWarning(0)
            .withTailLoss(TailLoss.REFUSE)
            .withBatchSizeLimit(32_512)
            .withClock(new ManualClock());

    private MemoryDisk sound = new MemoryDisk();
    private String checkpoint = "";
    private byte[] answer = new byte[0];
    private long readers = 100;

    @BeforeEach
    void write() {
        CrashingLedger ledger = new CrashingLedger(SETTINGS, ONE, new Random(1), sound);
        WireClient client = new WireClient(7);
        client.take(ledger.ask(client.register()));
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            accounts.add(Bodies.account(i));
        }
        client.take(ledger.ask(client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(accounts))));
        for (int first = 1; first <= TRANSFERS; first += 30) {
            List<Transfer> transfers = new ArrayList<>();
            for (int id = first; id < first + 30; id++) {
                transfers.add(Bodies.transfer(id, 1 + id % ACCOUNTS, 1 + (id + 1) % ACCOUNTS, 3));
            }
            client.take(ledger.ask(client.next(Operation.CREATE_TRANSFERS, Bodies.transfers(transfers))));
        }
        answer = everything(ledger);
        sound = sound.powerCut();
        checkpoint = sound.names().stream()
                .filter(name -> name.endsWith(".checkpoint"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns all accounts and transfers, read by a client of its own. */
    private byte[] everything(CrashingLedger ledger) {
        ledger.connect();
        WireClient reader = new WireClient(++readers);
        reader.take(ledger.ask(reader.register()));
        ByteBuffer accounts = reader.take(ledger.ask(reader.next(Operation.LOOKUP_ACCOUNTS, ids(ACCOUNTS))));
        byte[] first = bodyOf(accounts);
        ByteBuffer transfers = reader.take(ledger.ask(reader.next(Operation.LOOKUP_TRANSFERS, ids(200))));
        byte[] all = Arrays.copyOf(first, first.length + transfers.limit() - Header.SIZE);
        System.arraycopy(bodyOf(transfers), 0, all, first.length, transfers.limit() - Header.SIZE);
        return all;
    }

    private static ByteBuffer ids(int count) {
        return Bodies.ids(LongStream.rangeClosed(1, count).mapToObj(UInt128::of).toList());
    }

    private static byte[] bodyOf(ByteBuffer frame) {
        byte[] body = new byte[frame.limit() - Header.SIZE];
        frame.get(Header.SIZE, body);
        return body;
    }

    private byte[] opened(MemoryDisk disk) {
        return everything(new CrashingLedger(SETTINGS, ONE, new Random(1), disk));
    }

    private static Map<String, byte[]> contents(MemoryDisk disk) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        disk.names().forEach(name -> contents.put(name, disk.bytes(name).clone()));
        return contents;
    }

    private void assertRefused(MemoryDisk damaged, String... words) {
        Map<String, byte[]> before = contents(damaged);
        assertThatThrownBy(() -> opened(damaged))
                .isInstanceOf(LedgerOpenException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
        assertThat(contents(damaged)).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void shouldAnswerTheSameFromItsCheckpoint() {
        assertThat(opened(sound)).isEqualTo(answer);
    }

    @Test
    void shouldFindAFlipOfAnyByteOfACheckpointOrAnswerTheSame() {
        byte[] bytes = sound.bytes(checkpoint);
        int refused = 0;
        for (int at = 0; at < bytes.length; at += at < 128 || at > 4_000 && at < 4_300 ? 1 : 53) {
            MemoryDisk damaged = sound.kill();
            damaged.bytes(checkpoint)[at] ^= 0x10;
            try {
                assertThat(opened(damaged)).as("byte %d", at).isEqualTo(answer);
            } catch (LedgerOpenException found) {
                assertThat(found).hasMessageContaining(checkpoint).hasMessageContaining("Nothing was changed");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(300);
    }

    @Test
    void shouldFindAFlipInTheManifestOrTheLogOrAnswerTheSame() {
        int refused = 0;
        for (String name : sound.names()) {
            if (name.endsWith(".log") || name.equals("ledger.manifest")) {
                int length = sound.bytes(name).length;
                for (int at = 0; at < length; at += at % 4_096 < 160 ? 3 : 411) {
                    MemoryDisk damaged = sound.kill();
                    damaged.bytes(name)[at] ^= 0x04;
                    try {
                        assertThat(opened(damaged))
                                .as("byte %d of %s", at, name)
                                .isEqualTo(answer);
                    } catch (LedgerOpenException found) {
                        refused++;
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void shouldRefuseAMissingCheckpoint() {
        MemoryDisk damaged = sound.kill();
        damaged.remove(checkpoint);
        assertRefused(damaged, checkpoint + " is missing", "restore the file from a copy");
    }

    @Test
    void shouldKeepTheFilesOfRecordsWhenOneOfThemIsDamaged() {
        for (String name : List.of("briefs", "balances-b")) {
            MemoryDisk damaged = sound.kill();
            damaged.bytes("records/" + name + ".pages")[100] ^= 1;
            assertRefused(damaged, name + ".pages is not what was written");
            damaged.bytes("records/" + name + ".pages")[100] ^= 1;
            assertThat(opened(damaged.kill())).as(name).isEqualTo(answer);
        }
    }

    @Test
    void shouldRefuseMissingRecords() {
        MemoryDisk damaged = sound.kill();
        damaged.remove("records/transfers.pages");
        assertThatThrownBy(() -> opened(damaged))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining("transfers.pages is missing or was cut short");
        assertThat(damaged.names()).contains("records/events.pages", checkpoint);
    }

    @Test
    void shouldRefuseACheckpointWhoseRecordsAreToLieOffTheHeap() {
        EmbeddedSettings offHeap =
                SETTINGS.withMemory(MemorySettings.create().withRecords(MemorySettings.Records.OFF_HEAP));
        MemoryDisk disk = sound.kill();
        Map<String, byte[]> before = contents(disk);
        assertThatThrownBy(() -> EmbeddedLedger.open(offHeap, disk))
                .isInstanceOf(LedgerOpenException.class)
                .hasMessageContaining("open it with memory.records = file");
        assertThat(contents(disk)).containsExactlyInAnyOrderEntriesOf(before);
    }
}
