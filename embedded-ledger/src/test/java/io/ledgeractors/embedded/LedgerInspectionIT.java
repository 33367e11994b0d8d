package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.inspect.InspectionException;
import io.ledgeractors.embedded.inspect.InspectionProgress;
import io.ledgeractors.embedded.inspect.LedgerInspection;
import io.ledgeractors.embedded.inspect.LedgerReport;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.tck.time.ManualClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspects directories that real ledgers wrote, also damaged ones. */
class LedgerInspectionIT {
    private static final CheckpointSettings NEVER =
            new CheckpointSettings(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 500, 2);
    private static final CheckpointSettings AT_CLOSE =
            new CheckpointSettings(Long.MAX_VALUE, Long.MAX_VALUE, 1, 500, 2);
    private static final int AS_A_START = Integer.getInteger("inspect.starts", 10);
    private static final long SEED = Long.getLong("inspect.seed", 20261130);

    /** The bytes of a page by file of records. */
    private static final Map<String, Long> PAGES = Map.of(
            "transfers.pages",
            64 * 128 + 8L,
            "events.pages",
            64 * 80 + 8L,
            "briefs.pages",
            4_088L,
            "failed-ids.pages",
            4_088L);

    /** A ledger with a checkpoint, and a log behind it that reaches into a second file. Tests leave it as it was. */
    @TempDir
    private static Path written;

    @TempDir
    private Path home;

    @BeforeAll
    static void write() throws Exception {
        CheckpointSettings once = new CheckpointSettings(16_000, Long.MAX_VALUE, Long.MAX_VALUE, 500, 2);
        try (InspectedLedger ledger = new InspectedLedger(written, once, Clock.system())) {
            ledger.createAccounts();
            ledger.failTransfers(300);
            ledger.createTransfers(8_000);
            ledger.createTransfers(8_000);
            Awaitility.await().until(() -> !list(written, ".checkpoint").isEmpty());
        }
        try (InspectedLedger ledger = new InspectedLedger(written, NEVER, Clock.system())) {
            for (int i = 0; i < 8; i++) {
                ledger.failTransfers(8_000);
            }
            ledger.failTransfers(3);
        }
    }

    @Test
    void shouldCountWhatTheCheckpointAndTheLogHold() throws Exception {
        ManualClock clock = new ManualClock();
        try (InspectedLedger ledger = new InspectedLedger(home, AT_CLOSE, clock)) {
            ledger.createAccounts();
            ledger.createTransfers(50);
            ledger.failTransfers(4);
            ledger.createPending(3);
            clock.advance(Duration.ofSeconds(2));
            ledger.ledger().expire();
        }
        LedgerReport report = verify(home);

        assertThat(report.damages()).isEmpty();
        assertThat(report.settings()).isEqualTo(new LedgerReport.Settings(UInt128.of(7), 1_048_320, 2));
        assertThat(report.holder()).isNull();
        assertThat(report.entries()).hasSize(2).allMatch(entry -> entry.version() == 3 && entry.firstFile() == 1);
        LedgerReport.Checkpoint checkpoint = report.checkpoint();
        assertThat(checkpoint).isNotNull();
        assertThat(checkpoint.accounts()).isEqualTo(InspectedLedger.ACCOUNTS);
        assertThat(checkpoint.transfers()).isEqualTo(53);
        assertThat(checkpoint.failedIds()).isEqualTo(4);
        assertThat(checkpoint.expiries()).isEqualTo(3);
        assertThat(checkpoint.sessions()).isZero();
        assertThat(checkpoint.time()).isGreaterThan(ManualClock.START);
        LedgerReport.LogFile file = report.log().get(0);
        assertThat(file.name()).isEqualTo(LogFormat.name(1));
        assertThat(file.kinds())
                .containsEntry("start", 1L)
                .containsEntry("local", 4L)
                .containsEntry("pulse", 1L);
        assertThat(file.lastOp()).isEqualTo(checkpoint.op());
        assertThat(report.end()).isNotNull();
        assertThat(report.end().lastOp()).isEqualTo(checkpoint.op());
        assertThat(report.end().unfinishedBytes()).isZero();
        assertThat(report.end().isGrowing()).isFalse();
        assertThat(report.records())
                .anyMatch(records -> records.name().equals("transfers.pages") && records.counted() == 53)
                .anyMatch(records -> records.name().equals("accounts.pages") && records.counted() == 10);
    }

    @Test
    void shouldTellWhatALongerLogHolds() {
        LedgerReport report = verify(written);

        assertThat(report.damages()).isEmpty();
        assertThat(report.checkpoint()).isNotNull();
        assertThat(report.checkpoint().transfers()).isEqualTo(16_000);
        assertThat(report.log()).hasSizeGreaterThanOrEqualTo(2);
        LedgerReport.LogFile first = report.log().get(0);
        LedgerReport.LogFile second = report.log().get(1);
        assertThat(second.firstBlock()).isEqualTo(first.lastBlock() + 1);
        assertThat(second.firstOp()).isEqualTo(first.lastOp() + 1);
        assertThat(report.end().file()).isEqualTo(second.name());
        assertThat(report.records())
                .filteredOn(records -> records.pages() > 0)
                .extracting(LedgerReport.RecordFile::name)
                .contains("transfers.pages", "events.pages", "briefs.pages");
    }

    @Test
    void shouldChangeNothing() throws Exception {
        Map<Path, String> before = state(written);
        verify(written);
        LedgerInspection.inspect(written, false, InspectionProgress.NONE);
        assertThat(state(written)).isEqualTo(before);
    }

    @Test
    void shouldNameTheFileOfEveryKindOfDamagedPlace() throws Exception {
        LedgerReport report = verify(written);
        Map<String, List<Long>> places = new LinkedHashMap<>();
        String log = report.log().get(0).name();
        int length = firstBlock(written.resolve(log)).length();
        int size = firstBlock(written.resolve(log)).size();
        assertThat(size).isGreaterThan(LogFormat.BLOCK_HEADER + length);
        places.put(
                "ledger.manifest", List.of(0L, 100L, 4096 + 5L, 4096 + 300L, 4096 + 2000L, 8192 + 20L, 8192 + 4095L));
        places.put(
                log,
                List.of(
                        3L, // checksum, rest of the header page, marks
                        2_000L,
                        4_096L + 60,
                        8_192L + 60,
                        8_192L + 600,
                        LogFormat.FIRST_BLOCK + 50L, // header, payload, padding, behind the last block
                        LogFormat.FIRST_BLOCK + 128L + length / 2,
                        LogFormat.FIRST_BLOCK + 128L + length + 3,
                        report.log().get(0).size() - 5));
        long end = report.end().offset();
        places.put(
                report.end().file(), List.of(50L, 4_096L + 60, 8_192L + 60, LogFormat.FIRST_BLOCK + 60L, end - 4_096));
        places.put(
                report.checkpoint().file(),
                List.of(20L, 3_000L, 4_096L + 2, report.checkpoint().size() - 1));
        PAGES.forEach((name, page) -> {
            int pages = report.records().stream()
                    .filter(records -> records.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .pages();
            assertThat(pages).isPositive();
            places.put("records/" + name, List.of(1L, page - 2, page - 6, pages * page - 9));
        });
        for (Map.Entry<String, List<Long>> file : places.entrySet()) {
            for (long offset : file.getValue()) {
                assertThat(damagesWithAFlipAt(file.getKey(), offset))
                        .as("%s at %d", file.getKey(), offset)
                        .anyMatch(damage -> damage.file().equals(file.getKey())
                                && damage.offset() <= offset
                                && damage.offset() > offset - (1 << 20) - 4096);
            }
        }
        assertThat(verify(written).damages()).isEmpty();
    }

    @Test
    void shouldFindAnyFlippedByteOfWhatCounts() throws Exception {
        Random random = new Random(SEED);
        LedgerReport report = verify(written);
        Map<String, Long> sizes = new HashMap<>(Map.of("ledger.manifest", 12_288L));
        sizes.put(report.checkpoint().file(), report.checkpoint().size());
        report.log().stream()
                .filter(file -> file.blocks() > 0)
                .forEach(file -> sizes.put(
                        file.name(),
                        file.name().equals(report.end().file()) ? report.end().offset() : file.size()));
        List<String> names = sizes.keySet().stream().sorted().toList();
        for (int i = 0; i < 8; i++) {
            String name = names.get(random.nextInt(names.size()));
            long offset = random.nextLong(sizes.get(name));
            assertThat(damagesWithAFlipAt(name, offset))
                    .as("seed %d: %s at %d", SEED, name, offset)
                    .anyMatch(damage -> damage.file().equals(name));
        }
    }

    @Test
    void shouldNameAllDamagedBlocksAndNotOnlyTheFirst() throws Exception {
        String log = verify(written).log().get(0).name();
        long second = LogFormat.FIRST_BLOCK + firstBlock(written.resolve(log)).size();
        flip(written.resolve(log), LogFormat.FIRST_BLOCK + 200);
        List<LedgerReport.Damage> damages = damagesWithAFlipAt(log, second + 20);
        flip(written.resolve(log), LogFormat.FIRST_BLOCK + 200);

        assertThat(damages).extracting(LedgerReport.Damage::file).containsOnly(log);
        assertThat(damages)
                .extracting(LedgerReport.Damage::offset)
                .containsExactly((long) LogFormat.FIRST_BLOCK, second);
    }

    @Test
    void shouldCallTheNewestBlockLostAsAStartDoes() throws Exception {
        LedgerReport report = verify(written);
        long at = report.end().offset() - 4_096 + 130;
        flip(written.resolve(report.end().file()), at);
        LedgerReport lost = LedgerInspection.inspect(written, false, InspectionProgress.NONE);
        flip(written.resolve(report.end().file()), at);

        assertThat(lost.end().lost()).isNotNull();
        assertThat(lost.end().lost().block()).isEqualTo(report.end().lastBlock());
        assertThat(lost.end().unfinishedBytes()).isEqualTo(4_096);
        assertThat(lost.damages()).hasSize(1);
        assertThat(lost.damages().get(0).what()).contains("may have been acknowledged");
    }

    @Test
    void shouldJudgeTheLogAsAStartDoes() throws Exception {
        Path ledger = home.resolve("ledger");
        try (InspectedLedger small = new InspectedLedger(ledger, NEVER, Clock.system())) {
            small.createAccounts();
            for (int i = 0; i < 4; i++) {
                small.createTransfers(3);
            }
        }
        Path log = ledger.resolve(LogFormat.name(1));
        long end = verify(ledger).end().offset();
        byte[] whole = Files.readAllBytes(log);
        byte[] manifest = Files.readAllBytes(ledger.resolve("ledger.manifest"));
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < AS_A_START; i++) {
            long offset = random.nextLong(end + 4_096);
            long within = offset - offset % 4_096 + offset % 300; // most of a page is zero
            flip(log, within);
            boolean isSound = LedgerInspection.inspect(ledger, false, InspectionProgress.NONE)
                    .isSound();
            boolean opens = opens(ledger);
            assertThat(isSound).as("seed %d: flip at %d", SEED, within).isEqualTo(opens);
            refused += opens ? 0 : 1;
            Files.write(log, whole);
            Files.write(ledger.resolve("ledger.manifest"), manifest);
        }
        assertThat(refused).isBetween(1, AS_A_START - 1);
    }

    private static boolean opens(Path directory) {
        try (EmbeddedLedger opened = EmbeddedLedger.open(
                InspectedLedger.settings(directory).withTailLoss(TailLoss.REFUSE), new FileDisk(), NEVER)) {
            return opened.recovery().lost() == null;
        } catch (LedgerOpenException refused) {
            return false;
        }
    }

    @Test
    void shouldNotCallAnUnfinishedWriteDamage() throws Exception {
        LedgerReport.End end = verify(written).end();
        flip(written.resolve(end.file()), end.offset() + 50);
        LedgerReport report = verify(written);
        flip(written.resolve(end.file()), end.offset() + 50);

        assertThat(report.damages()).isEmpty();
        assertThat(report.end().unfinishedBytes()).isEqualTo(4_096);
    }

    @Test
    void shouldNameMissingFiles() throws Exception {
        LedgerReport report = verify(written);
        for (String name : List.of(
                report.log().get(0).name(),
                report.log().get(1).name(),
                report.checkpoint().file(),
                "records/events.pages",
                "ledger.manifest")) {
            Path away = home.resolve("away");
            Files.move(written.resolve(name), away);
            try {
                List<LedgerReport.Damage> damages = verify(written).damages();
                assertThat(damages)
                        .as(name)
                        .isNotEmpty()
                        .anyMatch(damage ->
                                damage.file().equals(name) && damage.what().contains("missing"));
            } finally {
                Files.move(away, written.resolve(name));
            }
        }
    }

    @Test
    void shouldNameFilesThatAreCutShort() throws Exception {
        LedgerReport report = verify(written);
        for (String name :
                List.of(report.log().get(0).name(), report.checkpoint().file(), "records/events.pages")) {
            Path file = written.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 4_096));
            List<LedgerReport.Damage> damages = verify(written).damages();
            Files.write(file, whole);
            assertThat(damages).as(name).anyMatch(damage -> damage.file().equals(name));
        }
    }

    @Test
    void shouldListFilesThatAreNotTheLedgers() throws Exception {
        Files.writeString(written.resolve("notes.txt"), "hello");
        Files.writeString(written.resolve("records/notes.txt"), "hello");
        Files.write(written.resolve("00000000000000000001.checkpoint"), new byte[10]);
        LedgerReport report = verify(written);
        Files.delete(written.resolve("notes.txt"));
        Files.delete(written.resolve("records/notes.txt"));
        Files.delete(written.resolve("00000000000000000001.checkpoint"));

        assertThat(report.damages()).isEmpty();
        assertThat(report.others())
                .contains(
                        new LedgerReport.OtherFile("notes.txt", 5, "not the ledger's"),
                        new LedgerReport.OtherFile("records/notes.txt", 5, "not the ledger's"),
                        new LedgerReport.OtherFile(
                                "00000000000000000001.checkpoint", 10, "a checkpoint that does not count"));
    }

    @Test
    void shouldReadALedgerWithoutCheckpoint() throws Exception {
        try (InspectedLedger ledger = new InspectedLedger(home, NEVER, Clock.system())) {
            ledger.createAccounts();
            ledger.createTransfers(500);
        }
        LedgerReport report = verify(home);

        assertThat(report.damages()).isEmpty();
        assertThat(report.checkpoint()).isNull();
        assertThat(report.entries()).hasSize(2).allMatch(entry -> entry.version() == 3 && entry.checkpointOp() == 0);
        assertThat(report.entries())
                .filteredOn(LedgerReport.Entry::isCounting)
                .singleElement()
                .extracting(LedgerReport.Entry::reservedTime)
                .as("the time of the last request, because the ledger was closed")
                .isNotEqualTo(0L);
        assertThat(report.log().get(0).kinds()).containsEntry("local", 2L);
    }

    @Test
    void shouldRefuseWhatIsNoLedger() throws Exception {
        refused(home, "there is no ledger in", "it is empty");
        Files.writeString(home.resolve("a"), "hello");
        refused(home, "there is no ledger in", "holds no ledger.manifest");
        refused(home.resolve("a"), "is a file");
        refused(home.resolve("b"), "there is no directory");
        Files.write(home.resolve("ledger.manifest"), new byte[0]);
        Files.delete(home.resolve("a"));
        refused(home, "is empty");
    }

    @Test
    void shouldNotTouchTheFilesOfALedgerOfThisProcess() throws Exception {
        try (InspectedLedger ledger = new InspectedLedger(home, NEVER, Clock.system())) {
            refused(home, "is in use within this process");
            ledger.createAccounts();
        }
        verify(home);
        try (InspectedLedger again = new InspectedLedger(home, NEVER, Clock.system())) {
            again.createTransfers(5);
        }
    }

    private List<LedgerReport.Damage> damagesWithAFlipAt(String name, long offset) throws IOException {
        flip(written.resolve(name), offset);
        try {
            return verify(written).damages();
        } finally {
            flip(written.resolve(name), offset);
        }
    }

    private static LedgerReport verify(Path directory) {
        return LedgerInspection.inspect(directory, true, InspectionProgress.NONE);
    }

    private static void refused(Path directory, String... words) {
        assertThatThrownBy(() -> verify(directory))
                .isInstanceOf(InspectionException.class)
                .hasMessageContainingAll(words);
    }

    private static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(offset);
            int value = open.read();
            open.seek(offset);
            open.write(value ^ 0x10);
        }
    }

    private static LogFormat.Block firstBlock(Path log) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        return LogFormat.readBlock(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), LogFormat.FIRST_BLOCK);
    }

    private static List<Path> list(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList();
        }
    }

    private static Map<Path, String> state(Path directory) throws IOException {
        Map<Path, String> state = new HashMap<>();
        for (Path file : list(directory, "")) {
            state.put(
                    file,
                    Arrays.hashCode(Files.readAllBytes(file)) + " "
                            + Files.getLastModifiedTime(file).toMillis());
        }
        state.put(directory, String.valueOf(Files.getLastModifiedTime(directory).toMillis()));
        return state;
    }
}
