package io.ledgeractors.embedded.journal;

import static io.ledgeractors.embedded.journal.LogHistory.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReservedTimeTest {
    private static final JournalSettings SETTINGS =
            new JournalSettings(Path.of("ledger"), UInt128.ZERO, JournalSettings.SEGMENT_BYTES_MIN, 1_048_320);

    private final MemoryDisk disk = new MemoryDisk();

    private static Journal open(MemoryDisk disk) throws LogException {
        long[] op = {0};
        return Journal.openStepped(SETTINGS, disk, (bytes, at, size) -> ++op[0]);
    }

    private static DurabilityCallback durable(Runnable then) {
        return new DurabilityCallback() {
            @Override
            public void durable() {
                then.run();
            }

            @Override
            public void failed(String why) {}
        };
    }

    private static long reserved(MemoryDisk disk) throws LogException {
        Journal journal = open(disk);
        journal.close();
        return journal.reservedTime();
    }

    @Test
    void shouldCallBackOnlyAfterTheForce() throws Exception {
        Journal journal = open(disk);
        List<String> calls = new ArrayList<>();
        journal.whenDurable(0, durable(() -> calls.add("nothing to wait for")));
        journal.reserveTime(1_000);
        journal.whenDurable(0, durable(() -> calls.add("reserved")));
        assertThat(calls).containsExactly("nothing to wait for");
        assertThat(reserved(disk.powerCut())).isZero();
        journal.step();
        assertThat(calls).containsExactly("nothing to wait for", "reserved");
        assertThat(reserved(disk.powerCut())).isEqualTo(1_000);
        assertThat(journal.durableOp()).isZero();
        journal.whenDurable(0, durable(() -> calls.add("at once")));
        assertThat(calls).hasSize(3);
    }

    @Test
    void shouldShareTheForceOfABlock() throws Exception {
        Journal journal = open(disk);
        journal.append(1, record(new byte[100]));
        long before = disk.calls();
        journal.step();
        long alone = disk.calls() - before;
        journal.append(2, record(new byte[100]));
        journal.reserveTime(1_000);
        before = disk.calls();
        journal.step();
        assertThat(disk.calls() - before).isEqualTo(alone);
        assertThat(reserved(disk.powerCut())).isEqualTo(1_000);
    }

    @Test
    void shouldTakeNoCapacity() throws Exception {
        Journal journal = open(disk);
        disk.freeBytes(0);
        for (int second = 1; second <= 10_000; second++) {
            journal.reserveTime(second);
            journal.step();
        }
        assertThat(journal.lackOfCapacity(100)).isNull();
        assertThat(reserved(disk.powerCut())).isEqualTo(10_000);
    }

    @Test
    void shouldTakeBackWhatWasNotUsed() throws Exception {
        Journal journal = open(disk);
        journal.append(1, record(new byte[100]));
        journal.reserveTime(1_000);
        journal.step();
        journal.reserveTime(2_000);
        journal.step();
        journal.reserveTime(700);
        journal.close();
        assertThat(reserved(disk.powerCut())).isEqualTo(700);
        assertThat(reserved(disk.powerCut())).isEqualTo(700);
        assertThatIllegalStateException().isThrownBy(() -> journal.reserveTime(800));
    }

    @Test
    void shouldKeepWhatWasReservedWhenALaterBlockReservesNothing() throws Exception {
        Journal journal = open(disk);
        journal.reserveTime(1_000);
        journal.step();
        for (long op = 1; op <= 40; op++) {
            journal.append(op, record(new byte[9_000]));
            journal.step();
        }
        assertThat(reserved(disk.powerCut())).isEqualTo(1_000);
        assertThat(reserved(disk.kill())).isEqualTo(1_000);
    }

    @Test
    void shouldKeepWhatWasAcknowledgedInAPowerCutAtAnyCall() throws Exception {
        long seed = 20261130;
        for (int call = 1; call <= 200; call++) {
            Random random = new Random(seed + call);
            MemoryDisk failing = new MemoryDisk();
            long acknowledged = loseAt(failing, call, random);
            MemoryDisk after = failing.powerCut(random);
            assertKept(after.kill(), acknowledged, "seed %d, call %d".formatted(seed + call, call));
            // The power is lost once more, while the log is opened.
            MemoryDisk again = after.kill();
            again.failAt(again.calls() + 1 + random.nextInt(20));
            try {
                open(again).close();
            } catch (LogException cut) {
                assertThat(cut).hasMessageContaining("on purpose");
            }
            MemoryDisk last = again.powerCut(random);
            assertKept(last, acknowledged, "seed %d, call %d, two deep".formatted(seed + call, call));
        }
    }

    private static void assertKept(MemoryDisk disk, long acknowledged, String description) throws LogException {
        assertThat(reserved(disk)).as(description).isGreaterThanOrEqualTo(acknowledged);
    }

    /** Writes until a call of the disk fails. Returns the greatest time that was reserved for certain. */
    private static long loseAt(MemoryDisk disk, int call, Random random) throws LogException {
        long[] acknowledged = {0};
        Journal journal = open(disk);
        disk.failAt(disk.calls() + call);
        long op = 0;
        long time = 0;
        while (journal.failure() == null) {
            if (random.nextBoolean()) {
                journal.append(++op, record(new byte[random.nextInt(9_000)]));
            }
            if (random.nextInt(3) == 0) {
                time += 1 + random.nextInt(1_000);
                journal.reserveTime(time);
            }
            long now = time;
            journal.whenDurable(op, durable(() -> acknowledged[0] = Math.max(acknowledged[0], now)));
            if (random.nextInt(3) == 0) {
                journal.step();
            }
        }
        return acknowledged[0];
    }
}
