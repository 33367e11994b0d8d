package io.ledgeractors.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The journal on a disk in memory: the records that it keeps, cuts off and refuses. */
@Timeout(60)
class JournalTest {
    private static final JournalSettings SETTINGS =
            new JournalSettings(Path.of("ledger"), UInt128.ZERO, JournalSettings.SEGMENT_BYTES_MIN, 1_048_320);
    private static final JournalSettings REFUSING = new JournalSettings(
            Path.of("ledger"), UInt128.ZERO, JournalSettings.SEGMENT_BYTES_MIN, 1_048_320, TailLoss.REFUSE);
    private static final int BLOCKS_OF_9000 = 4;
    private static final String FIRST = LogFormat.name(1);

    private MemoryDisk disk = new MemoryDisk();

    @Test
    void shouldReturnWhatWasAppended() throws Exception {
        List<byte[]> appended = records(1, 20, 300);
        append(disk, 0, appended);
        assertRecords(disk, appended);
        assertRecords(disk.kill(), appended);
    }

    @Test
    void shouldGoOnAfterReopening() throws Exception {
        List<byte[]> all = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            List<byte[]> more = records(round, 3, 5000);
            append(disk, all.size(), more);
            all.addAll(more);
            assertRecords(disk, all);
        }
    }

    @Test
    void shouldTurnOverToFurtherFiles() throws Exception {
        List<byte[]> all = records(3, 30, 10_000);
        append(disk, 0, all);
        assertThat(disk.names())
                .contains(LogFormat.name(3))
                .allMatch(name -> LogFormat.isName(name) || name.equals(Manifest.NAME));
        assertRecords(disk, all);
        List<byte[]> more = records(4, 3, 10_000);
        append(disk, all.size(), more);
        all.addAll(more);
        assertRecords(disk, all);
    }

    @Test
    void shouldPromiseInOrderAndOnlyWhatIsForced() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        List<Long> durable = new ArrayList<>();
        CompletableFuture<Integer> last = new CompletableFuture<>();
        for (long op = 1; op <= 100; op++) {
            long number = op;
            journal.append(op, record(new byte[] {1}));
            journal.whenDurable(op, onDurable(() -> {
                durable.add(number);
                if (number == 100) {
                    last.complete(durable.size());
                }
            }));
        }
        assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo(100);
        assertThat(durable).isSorted();
        assertThat(journal.durableOp()).isEqualTo(100);
        journal.close();
    }

    @Test
    void shouldKeepAllThatWasPromisedInAPowerCut() throws Exception {
        long seed = 20261121;
        for (int round = 0; round < 300; round++) {
            Random random = new Random(seed + round);
            MemoryDisk before = new MemoryDisk();
            Journal journal = Journal.open(SETTINGS, before, (bytes, at, size) -> 0);
            List<byte[]> appended = records(round, 1 + random.nextInt(12), 9_000);
            long op = 0;
            for (byte[] bytes : appended) {
                journal.append(++op, record(bytes));
                if (random.nextInt(3) == 0) {
                    journal.sync();
                }
            }
            long promised;
            MemoryDisk after;
            synchronized (before) {
                promised = journal.durableOp();
                after = before.powerCut(random);
            }
            journal.close();
            List<byte[]> found = read(after);
            assertThat(found.size()).as("seed %d", seed + round).isBetween((int) promised, appended.size());
            assertSame(found, appended.subList(0, found.size()));
            List<byte[]> more = records(round + 1, 2, 9000);
            append(after, found.size(), more);
            found.addAll(more);
            assertRecords(after, found);
            assertRecords(after.powerCut(random), found);
        }
    }

    @Test
    void shouldCutOffANewestBlockThatWasTornAtAnyByteBeforeItWasAnnounced() throws Exception {
        List<byte[]> kept = records(1, 3, 300);
        append(disk, 0, kept);
        int end = endOf(disk.bytes(FIRST));
        MemoryDisk before = disk.kill();
        append(disk, 3, records(2, 1, 700));
        byte[] full = unmarked(disk.bytes(FIRST).clone(), before.bytes(FIRST));
        int blockEnd = endOf(full);
        for (int torn = end; torn < end + LogFormat.BLOCK_HEADER + 710; torn += 3) {
            MemoryDisk damaged = before.kill();
            byte[] bytes = full.clone();
            Arrays.fill(bytes, torn, blockEnd, (byte) 0);
            damaged.bytes(FIRST, bytes);
            Found found = open(damaged);
            assertThat(found.result().lost()).isNull();
            if (found.records().size() == 4) {
                assertThat(torn).as("offset at which only zeros were lost").isGreaterThan(end + 700);
            } else {
                assertSame(found.records(), kept);
                assertThat(found.result().unfinishedBytes()).isIn(0L, (long) LogFormat.PAGE);
            }
            assertThat(endOf(damaged.bytes(FIRST))).isIn(end, blockEnd);
        }
    }

    @Test
    void shouldRefuseAFileThatWasCutShort() throws Exception {
        append(disk, 0, records(1, 3, 300));
        byte[] full = disk.bytes(FIRST);
        for (int length : new int[] {0, 1, 100, 4095, 4096, 4100, LogFormat.FIRST_BLOCK, full.length - 1}) {
            MemoryDisk damaged = disk.kill();
            damaged.bytes(FIRST, Arrays.copyOf(full, length));
            assertThatThrownBy(() -> read(damaged))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining(FIRST)
                    .hasMessageContaining("restore");
            assertThat(damaged.bytes(FIRST)).as("nothing is changed").hasSize(length);
        }
    }

    @Test
    void shouldCutOffAndReportANewestBlockThatWasAnnouncedAndIsDamaged() throws Exception {
        List<byte[]> kept = records(1, 1, 300);
        append(disk, 0, kept);
        int end = endOf(disk.bytes(FIRST));
        append(disk, 1, records(2, 1, 700));
        for (int at = end; at < end + 700; at += 3) {
            MemoryDisk damaged = disk.kill();
            damaged.bytes(FIRST)[at] ^= 1;
            MemoryDisk refused = damaged.kill();
            Found found = open(damaged);
            assertSame(found.records(), kept);
            assertThat(found.result().lost()).isEqualTo(new LostTail(FIRST, end, 2, 1));
            assertThat(found.result().lost()).asString().contains("may have been acknowledged");
            Found again = open(damaged);
            assertSame(again.records(), kept);
            assertThat(again.result().lost()).as("it is reported once").isNull();
            assertThatThrownBy(() -> Journal.open(REFUSING, refused, counting()))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining(FIRST + " at offset " + end)
                    .hasMessageContaining("tail-loss");
        }
    }

    @Test
    void shouldHaveAnnouncedABlockInAPowerCutRightAfterItIsAcknowledged() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, counting());
        journal.append(1, record(new byte[300]));
        journal.sync();
        int second = endOf(disk.bytes(FIRST));
        journal.append(2, record(new byte[300]));
        journal.sync();
        for (int seed = 0; seed < 20; seed++) {
            MemoryDisk cut = disk.powerCut(new Random(seed));
            cut.bytes(FIRST)[second + LogFormat.BLOCK_HEADER] ^= 1;
            assertThat(open(cut).result().lost()).as("seed %d", seed).isEqualTo(new LostTail(FIRST, second, 2, 1));
        }
        journal.close();
    }

    @Test
    void shouldNotTakeWhatAFailedForceLostForWritten() throws Exception {
        for (int force = 0; force < 30; force++) {
            MemoryDisk losing = new MemoryDisk();
            append(losing, 0, records(1, 2, 300));
            Journal journal = Journal.open(SETTINGS, losing, counting());
            losing.loseAtForce(force);
            long op = 2;
            while (journal.failure() == null && op < 40) {
                try {
                    journal.append(++op, record(new byte[9000]));
                    journal.sync();
                } catch (IllegalStateException | LogException failed) {
                    assertThat(failed).hasMessageContaining("Mend the disk first");
                }
            }
            journal.close();
            MemoryDisk restarted = losing.kill();
            int served = read(restarted).size();
            assertThat(served).as("force %d", force).isGreaterThanOrEqualTo((int) journal.durableOp());
            assertThat(read(restarted.remount())).as("force %d", force).hasSize(served);
        }
    }

    @Test
    void shouldForceWhatAKilledProcessLeftBeforeItCounts() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, counting());
        journal.append(1, record(new byte[9000]));
        journal.sync();
        disk.hold(true);
        journal.append(2, record(new byte[9000]));
        Awaitility.await().until(() -> read(disk.kill()).size() == 2);
        MemoryDisk restarted = disk.kill();
        disk.hold(false);
        journal.close();

        assertThat(read(restarted)).hasSize(2);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(read(restarted.powerCut(new Random(seed))))
                    .as("seed %d", seed)
                    .hasSize(2);
        }
    }

    @Test
    void shouldRefuseDamageInTheMiddleAndNameItsPlace() throws Exception {
        append(disk, 0, records(1, 1, 300));
        int second = endOf(disk.bytes(FIRST));
        append(disk, 1, records(2, 1, 300));
        byte[] two = disk.bytes(FIRST).clone();
        append(disk, 2, records(3, 1, 300));
        byte[] whole = unmarked(disk.bytes(FIRST).clone(), new byte[two.length]);
        for (int at = second; at < second + 400; at++) {
            MemoryDisk damaged = disk.kill();
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) 0x80;
            damaged.bytes(FIRST, bytes);
            assertThatThrownBy(() -> read(damaged))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining(FIRST + " at offset " + second);
            assertThat(damaged.bytes(FIRST)).as("nothing is changed").isEqualTo(bytes);
        }
    }

    @Test
    void shouldFindOrSurviveAFlipOfAnyByteOfTheLog() throws Exception {
        List<byte[]> all = records(1, 4, 500);
        append(disk, 0, all);
        int end = endOf(disk.bytes(FIRST));
        for (int at = 0; at < end; at += 17) {
            MemoryDisk damaged = disk.kill();
            damaged.bytes(FIRST)[at] ^= (byte) (1 << at % 8);
            try {
                Found found = open(damaged);
                assertThat(found.records().size() == all.size()
                                || found.result().lost() != null)
                        .as("flip at %d", at)
                        .isTrue();
                assertSame(found.records(), all.subList(0, found.records().size()));
            } catch (LogException found) {
                assertThat(found).hasMessageContaining("restore");
            }
        }
    }

    @Test
    void shouldRefuseALostWriteInTheMiddle() throws Exception {
        append(disk, 0, records(1, 1, 300));
        int second = endOf(disk.bytes(FIRST));
        append(disk, 1, records(2, 1, 300));
        int third = endOf(disk.bytes(FIRST));
        append(disk, 2, records(3, 1, 300));
        Arrays.fill(disk.bytes(FIRST), second, third, (byte) 0);
        assertThatThrownBy(() -> read(disk)).hasMessageContaining("damaged");
    }

    @Test
    void shouldRefuseABlockThatStandsInAnothersPlace() throws Exception {
        append(disk, 0, records(1, 1, 300));
        int second = endOf(disk.bytes(FIRST));
        append(disk, 1, records(2, 1, 300));
        append(disk, 2, records(3, 1, 300));
        byte[] bytes = disk.bytes(FIRST);
        System.arraycopy(bytes, LogFormat.FIRST_BLOCK, bytes, second, LogFormat.PAGE);
        assertThatThrownBy(() -> read(disk)).hasMessageContaining("damaged");
    }

    @Test
    void shouldIgnoreGarbageBehindTheEndAndOverwriteIt() throws Exception {
        List<byte[]> all = records(1, 3, 300);
        append(disk, 0, all);
        int end = endOf(disk.bytes(FIRST));
        byte[] bytes = disk.bytes(FIRST);
        new Random(5).ints(100).forEach(i -> bytes[end + Math.floorMod(i, bytes.length - end)] = (byte) i);
        disk.bytes(FIRST, Arrays.copyOf(bytes, bytes.length + 12345));
        assertSame(read(disk), all);
        assertThat(endOf(Arrays.copyOf(disk.bytes(FIRST), bytes.length))).isEqualTo(end);
        append(disk, 3, records(2, 1, 300));
        assertThat(read(disk)).hasSize(4);
    }

    @Test
    void shouldRefuseAMissingFile() throws Exception {
        append(disk, 0, records(3, 20, 10_000));
        MemoryDisk damaged = disk.kill();
        Journal.open(SETTINGS, damaged, counting()).close();
        io.ledgeractors.port.DiskDirectory directory = damaged.open(Path.of("ledger"), Manifest.NAME, name -> false);
        directory.delete(FIRST);
        directory.close();
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining(FIRST + " is missing");
    }

    @Test
    void shouldNameTheNewestFileIfItIsMissing() throws Exception {
        append(disk, 0, records(3, 20, 10_000));
        String newest = disk.names().stream()
                .filter(name -> LogFormat.isName(name) && hasBlock(disk, name))
                .reduce((before, after) -> after)
                .orElseThrow();
        disk.remove(newest);
        assertThatThrownBy(() -> read(disk)).hasMessageContaining(newest + " is missing");
        disk.remove(Manifest.NAME);
        assertThatThrownBy(() -> read(disk)).hasMessageContaining(Manifest.NAME + " is missing");
    }

    @Test
    void shouldRefuseTheLossOfANewestFileThatHoldsOneBlock() throws Exception {
        String newest = LogFormat.name(2);
        int op = 0;
        while (!disk.names().contains(newest) || !hasBlock(disk, newest)) {
            append(disk, op, records(op, 1, 10_000));
            op++;
        }
        disk.names().stream()
                .filter(name -> LogFormat.isName(name) && !name.equals(FIRST))
                .forEach(disk::remove);
        assertThatThrownBy(() -> read(disk)).hasMessageContaining(newest + " is missing");
    }

    @Test
    void shouldKnowOfANewFileInAPowerCutRightAfterItsFirstBlock() throws Exception {
        String newest = LogFormat.name(2);
        Journal journal = Journal.open(SETTINGS, disk, counting());
        int op = 0;
        while (!disk.names().contains(newest) || !hasBlock(disk, newest)) {
            journal.append(++op, record(new byte[10_000]));
            journal.sync();
        }
        for (int seed = 0; seed < 10; seed++) {
            MemoryDisk cut = disk.powerCut(new Random(seed));
            cut.names().stream()
                    .filter(name -> LogFormat.isName(name) && !name.equals(FIRST))
                    .forEach(cut::remove);
            assertThatThrownBy(() -> read(cut)).as("seed %d", seed).hasMessageContaining(newest + " is missing");
        }
        journal.close();
    }

    @Test
    void shouldRefuseAnEmptyManifestBesideFilesOfTheLog() throws Exception {
        append(disk, 0, records(1, 1, 300));
        byte[] log = disk.bytes(FIRST).clone();
        for (byte[] empty : new byte[][] {{}, new byte[Manifest.SIZE]}) {
            disk.bytes(Manifest.NAME, empty);
            assertThatThrownBy(() -> read(disk))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining(Manifest.NAME + " is missing or empty");
            assertThat(disk.bytes(FIRST)).as("nothing is changed").isEqualTo(log);
        }
    }

    @Test
    void shouldReportTheNewestBlockIfAnOlderCopyLacksJustThat() throws Exception {
        append(disk, 0, records(1, 1, 300));
        byte[] older = disk.bytes(FIRST).clone();
        int end = endOf(older);
        append(disk, 1, records(2, 1, 300));
        disk.bytes(FIRST, older);
        assertThat(open(disk).result().lost()).isEqualTo(new LostTail(FIRST, end, 2, 1));
    }

    @Test
    void shouldRefuseAnOlderCopyThatWasPutOverNewerFiles() throws Exception {
        List<byte[]> older = records(8, 1, 300);
        append(disk, 0, older);
        MemoryDisk copy = disk.kill();
        int op = older.size();
        while (!disk.names().contains(LogFormat.name(3))) {
            append(disk, op, records(op, 1, 10_000));
            op++;
        }
        MemoryDisk newer = disk.kill();
        copy.names().forEach(name -> newer.bytes(name, copy.kill().bytes(name)));
        assertThatThrownBy(() -> open(newer))
                .isInstanceOf(LogException.class)
                .hasMessageContaining(LogFormat.name(3))
                .hasMessageContaining("older copy");
        assertRecords(copy, older);
    }

    @Test
    void shouldRefuseAFileOfAnotherHistoryOfTheSameLog() throws Exception {
        append(disk, 0, records(1, 1, 300));
        MemoryDisk other = disk.kill();
        append(disk, 1, records(2, 1, 300));
        append(other, 1, records(3, 1, 300));
        disk.bytes(FIRST, other.bytes(FIRST));
        assertThatThrownBy(() -> read(disk))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("another one than " + Manifest.NAME);
    }

    @Test
    void shouldRefuseALogWhoseEndNothingTells() throws Exception {
        append(disk, 0, records(1, 1, 300));
        byte[] manifest = disk.bytes(Manifest.NAME).clone();
        append(disk, 1, records(2, 1, 300));
        append(disk, 2, records(3, 1, 300));
        disk.bytes(Manifest.NAME, manifest);
        assertThat(read(disk.kill())).as("the marks tell it").hasSize(3);
        Arrays.fill(disk.bytes(FIRST), LogFormat.PAGE, LogFormat.FIRST_BLOCK, (byte) 0);
        assertThatThrownBy(() -> read(disk))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("it is not known where the log ends");
    }

    @Test
    void shouldClearWhatIsBehindTheEndAlthoughAFailedForceHidesIt() throws Exception {
        append(disk, 0, records(1, 1, 300));
        int end = endOf(disk.bytes(FIRST));
        Arrays.fill(disk.bytes(FIRST), end, end + 5000, (byte) 7);
        MemoryDisk failing = disk.kill();
        failing.loseAtForce(0);
        assertThatThrownBy(() -> read(failing)).isInstanceOf(LogException.class);
        MemoryDisk again = failing.kill();
        assertThat(read(again)).hasSize(1);
        assertThat(endOf(again.remount().bytes(FIRST))).isEqualTo(end);
    }

    @Test
    void shouldRefuseAnotherClusterAndADirectoryThatIsNoLedgers() throws Exception {
        append(disk, 0, records(1, 1, 10));
        JournalSettings other =
                new JournalSettings(Path.of("ledger"), UInt128.of(7), JournalSettings.SEGMENT_BYTES_MIN, 1_048_320);
        assertThatThrownBy(() -> Journal.open(other, disk, (bytes, at, size) -> 0))
                .hasMessageContaining("cluster 0")
                .hasMessageContaining("cluster 7");
        MemoryDisk foreign = new MemoryDisk();
        foreign.open(Path.of("photos"), "holiday.jpg", name -> false).close();
        assertThatThrownBy(() -> Journal.open(SETTINGS, foreign, (bytes, at, size) -> 0))
                .hasMessageContaining("holiday.jpg");
        assertThat(foreign.names()).containsExactly("holiday.jpg");
    }

    @Test
    void shouldNeverAcknowledgeNorForceAgainAfterAFailure() throws Exception {
        for (int call = 0; call < 12; call++) {
            MemoryDisk failing = new MemoryDisk();
            Journal journal = Journal.open(SETTINGS, failing, (bytes, at, size) -> 0);
            failing.failAt(call);
            List<Long> promised = new ArrayList<>();
            long op = 0;
            while (journal.failure() == null && op < 100) {
                long number = ++op;
                try {
                    journal.append(op, record(new byte[200]));
                } catch (IllegalStateException stopped) {
                    break;
                }
                journal.whenDurable(op, onDurable(() -> promised.add(number)));
                try {
                    journal.sync();
                } catch (LogException failed) {
                    assertThat(failed).hasMessageContaining("failed on purpose");
                }
            }
            assertThat(journal.failure()).contains("failed on purpose");
            journal.close();
            assertThat(failing.forcesAfterFailure()).isZero();
            List<byte[]> found = read(failing.powerCut(new Random(call)));
            assertThat(found.size()).isGreaterThanOrEqualTo(promised.size());
        }
    }

    @Test
    void shouldTellThatItHasDiedEvenIfTheErrorCannotBeDescribed() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, counting());
        disk.throwAt(0, new Error() {
            @Override
            public String getMessage() {
                throw new OutOfMemoryError("on purpose");
            }
        });
        CompletableFuture<String> told = new CompletableFuture<>();
        journal.append(1, record(new byte[200]));
        journal.whenDurable(1, onFailure(told::complete));
        assertThat(told.get(30, TimeUnit.SECONDS)).contains("acknowledges nothing more");
        assertThat(journal.failure()).contains("acknowledges nothing more");
        assertThat(journal.hasDied()).isTrue();
        journal.close();
    }

    @Test
    void shouldRefuseToOpenWhereThereIsNoSpaceAndStopBeforeItPromisesWithoutSpace() throws Exception {
        disk.freeBytes(1000);
        assertThatThrownBy(() -> Journal.open(SETTINGS, disk, (bytes, at, size) -> 0))
                .hasMessageContaining("no space");
        assertThat(disk.names()).isEmpty();
        disk.freeBytes(SETTINGS.segmentBytes() + Manifest.SIZE);
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        long op = 0;
        while (journal.failure() == null) {
            try {
                journal.append(++op, record(new byte[10_000]));
                journal.sync();
            } catch (IllegalStateException | LogException stopped) {
                assertThat(stopped).hasMessageContaining("No space left");
            }
        }
        long promised = journal.durableOp();
        journal.close();
        disk.freeBytes(Long.MAX_VALUE);
        assertThat(read(disk)).hasSize((int) promised);
        append(disk, promised, records(1, 1, 100));
        assertThat(read(disk)).hasSize((int) promised + 1);
    }

    @Test
    void shouldWriteWhatWasAppendedWhenItIsClosedWithoutAThread() throws Exception {
        Journal journal = Journal.openStepped(SETTINGS, disk, counting());
        journal.append(1, record(new byte[300]));
        journal.close();
        assertThat(read(disk)).hasSize(1);
    }

    @Test
    void shouldOpenAfterAPowerCutAtAnyCallOfAnEarlierOpening() throws Exception {
        Random random = new Random(20261130);
        for (int blocks = 1; blocks <= 3; blocks++) {
            MemoryDisk before = new MemoryDisk();
            Journal journal = Journal.openStepped(SETTINGS, before, counting());
            for (int op = 1; op <= blocks + 1; op++) {
                journal.append(op, record(new byte[9_000]));
                if (op > blocks) {
                    before.failAt(2); // the force after the block and its mark
                }
                journal.step();
            }
            for (int call = 0; call < 16; call++) {
                for (int round = 0; round < 20; round++) {
                    MemoryDisk first = before.powerCut(random);
                    first.failAt(call);
                    try {
                        Journal.openStepped(SETTINGS, first, counting()).close();
                    } catch (LogException failed) {
                        assertThat(failed).hasMessageContaining("failed on purpose");
                    }
                    assertThat(read(first.powerCut(random)))
                            .as("after call %d of opening %d blocks", call, blocks)
                            .hasSizeBetween(blocks, blocks + 1);
                }
            }
        }
    }

    @Test
    void shouldReplayWhatFollowsACheckpointInWhicheverFileItIs() throws Exception {
        for (int last = 1; last <= 12; last++) {
            MemoryDisk each = new MemoryDisk();
            Journal journal = Journal.openStepped(SETTINGS, each, counting());
            for (int op = 1; op <= 12; op++) {
                journal.append(op, record(new byte[9_000]));
                journal.step();
            }
            ByteBuffer body = ByteBuffer.wrap(new byte[] {(byte) last});
            journal.checkpoint(last, List.of(body));
            MemoryDisk after = each.kill();
            List<Integer> replayed = new ArrayList<>();
            int first = (int) LogFormat.number(
                    after.names().stream().filter(LogFormat::isName).findFirst().orElseThrow());
            assertThat(first).as("first file").isEqualTo(1 + Math.min(last, 11) / BLOCKS_OF_9000);
            int[] op = {(first - 1) * BLOCKS_OF_9000};
            int expected = last;
            Journal.openStepped(SETTINGS, after, checkpoint -> {
                        assertThat(checkpoint).isNotNull();
                        assertThat(checkpoint.op()).isEqualTo(expected);
                        assertThat(checkpoint.body()).isEqualTo(body);
                        return (bytes, at, size) -> {
                            replayed.add(++op[0]);
                            return op[0];
                        };
                    })
                    .close();
            assertThat(replayed).endsWith(12).hasSizeGreaterThanOrEqualTo(12 - last);
        }
    }

    @Test
    void shouldTellWaitersThatItIsClosed() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, counting());
        journal.close();
        assertThat(journal.failure()).isEqualTo("the ledger is closed");
        List<String> told = new ArrayList<>();
        journal.whenDurable(1, new DurabilityCallback() {
            @Override
            public void durable() {
                told.add("durable");
            }

            @Override
            public void failed(String why) {
                told.add(why);
            }
        });
        assertThat(told).containsExactly("the ledger is closed");
    }

    @Test
    void shouldRefuseASecondOpening() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> 0);
        assertThatThrownBy(() -> Journal.open(SETTINGS, disk, (bytes, at, size) -> 0))
                .hasMessageContaining("in use");
        journal.close();
        Journal.open(SETTINGS, disk, (bytes, at, size) -> 0).close();
    }

    // A single byte of the checksum at the beginning of a block can be zero.
    private static boolean hasBlock(MemoryDisk disk, String name) {
        byte[] bytes = disk.bytes(name);
        return !Bytes.isZero(ByteBuffer.wrap(bytes), LogFormat.FIRST_BLOCK, LogFormat.BLOCK_HEADER);
    }

    private static void append(MemoryDisk disk, long lastOp, List<byte[]> records) throws LogException {
        List<byte[]> before = new ArrayList<>();
        Journal journal = open(disk, before);
        long op = lastOp;
        for (byte[] bytes : records) {
            journal.append(++op, record(bytes));
        }
        journal.close();
    }

    private static List<byte[]> read(MemoryDisk disk) throws LogException {
        return open(disk).records();
    }

    private record Found(List<byte[]> records, RecoveryResult result) {}

    private static Found open(MemoryDisk disk) throws LogException {
        List<byte[]> found = new ArrayList<>();
        Journal journal = open(disk, found);
        journal.close();
        return new Found(found, journal.recovery());
    }

    private static Replayer counting() {
        int[] count = {0};
        return (bytes, at, size) -> ++count[0];
    }

    private static Journal open(MemoryDisk disk, List<byte[]> found) throws LogException {
        return Journal.open(SETTINGS, disk, (bytes, at, size) -> {
            byte[] copy = new byte[size];
            bytes.get(at, copy);
            found.add(copy);
            return found.size();
        });
    }

    private static void assertRecords(MemoryDisk disk, List<byte[]> expected) throws LogException {
        assertSame(read(disk), expected);
    }

    private static void assertSame(List<byte[]> found, List<byte[]> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(Arrays.equals(found.get(i), expected.get(i)))
                    .as("record %d", i)
                    .isTrue();
        }
    }

    private static List<byte[]> records(long seed, int count, int sizeMax) {
        Random random = new Random(seed);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[sizeMax - random.nextInt(1 + sizeMax / 4)];
            random.nextBytes(bytes);
            records.add(bytes);
        }
        return records;
    }

    // Returns the end of the last page that is not zero.
    private static int endOf(byte[] file) {
        int last = file.length - 1;
        while (last > LogFormat.FIRST_BLOCK && file[last] == 0) {
            last--;
        }
        return LogFormat.alignToPage(last + 1);
    }

    // Returns the file with the marks of an earlier version, as if the newest marks had not reached the disk.
    private static byte[] unmarked(byte[] file, byte[] before) {
        System.arraycopy(before, LogFormat.PAGE, file, LogFormat.PAGE, 2 * LogFormat.PAGE);
        return file;
    }

    private static LogRecord record(byte[] bytes) {
        return new LogRecord() {
            @Override
            public int size() {
                return bytes.length;
            }

            @Override
            public void writeTo(ByteBuffer target, int offset) {
                target.put(offset, bytes);
            }
        };
    }

    private static DurabilityCallback onFailure(Consumer<String> step) {
        return new DurabilityCallback() {
            @Override
            public void durable() {}

            @Override
            public void failed(String why) {
                step.accept(why);
            }
        };
    }

    private static DurabilityCallback onDurable(Runnable step) {
        return new DurabilityCallback() {
            @Override
            public void durable() {
                step.run();
            }

            @Override
            public void failed(String why) {}
        };
    }
}
