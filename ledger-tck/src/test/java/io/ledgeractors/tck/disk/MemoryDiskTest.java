package io.ledgeractors.tck.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryDiskTest {
    private static final Path WHERE = Path.of("anywhere");
    private static final int SECTOR = 512;

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void shouldLoseWhatWasNotForcedInAPowerCutAndKeepItInAKill() throws Exception {
        DiskDirectory directory = open();
        DiskFile file = directory.create("a");
        file.allocate(4 * SECTOR);
        directory.force();
        write(file, 1, 0, SECTOR);
        file.force();
        write(file, 2, SECTOR, 10);
        write(file, 3, 5, 1);
        directory.create("b");

        byte[] cut = disk.powerCut().bytes("a");
        assertThat(cut).hasSize(4 * SECTOR);
        assertThat(new int[] {cut[0], cut[5], cut[SECTOR]}).containsExactly(1, 1, 0);
        assertThat(disk.powerCut().names()).containsExactly("a", "lock");
        byte[] killed = disk.kill().bytes("a");
        assertThat(new int[] {killed[0], killed[5], killed[SECTOR]}).containsExactly(1, 3, 2);
        assertThat(disk.kill().powerCut().bytes("a")).isEqualTo(cut);
        assertThat(disk.remount().bytes("a")).isEqualTo(killed);
    }

    @Test
    void shouldLeaveAnyPartOfWhatWasNotForcedInARandomPowerCut() throws Exception {
        DiskDirectory directory = open();
        DiskFile file = directory.create("a");
        directory.force();
        write(file, 1, 0, 2 * SECTOR);
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            byte[] bytes = disk.powerCut(new Random(seed)).bytes("a");
            seen.add(bytes[0] + "," + bytes[SECTOR]);
        }
        assertThat(seen).containsExactlyInAnyOrder("0,0", "0,1", "1,0", "1,1");
    }

    @Test
    void shouldServeBytesThatAForceHasLost() throws Exception {
        DiskDirectory directory = open();
        DiskFile file = directory.create("a");
        directory.force();
        write(file, 1, 0, 3);
        disk.loseAtForce(0);
        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
        file.force();
        ByteBuffer read = ByteBuffer.allocate(8);
        assertThat(file.read(read, 0)).isEqualTo(3);
        assertThat(read.get(0)).isEqualTo((byte) 1);
        assertThat(disk.remount().bytes("a")).containsExactly(0, 0, 0);
        assertThat(disk.forcesAfterFailure()).isZero();
    }

    @Test
    void shouldFailWhenToldAndRefuseASecondUser() throws Exception {
        DiskDirectory directory = open();
        DiskFile file = directory.create("a");
        assertThatThrownBy(this::open).isInstanceOf(DirectoryInUseException.class);
        disk.freeBytes(SECTOR);
        assertThatThrownBy(() -> file.allocate(2 * SECTOR)).hasMessage("No space left on device");
        file.allocate(SECTOR);
        disk.usableBytes(7);
        assertThat(directory.usableBytes()).isEqualTo(7);
        disk.failAt(1);
        write(file, 1, 0, 1);
        assertThatThrownBy(file::force).hasMessage("failed on purpose");
        assertThatThrownBy(file::force).hasMessage("failed on purpose");
        assertThat(disk.forcesAfterFailure()).isOne();
        directory.close();
        open();
    }

    private DiskDirectory open() throws IOException {
        return disk.open(WHERE, "lock", name -> false);
    }

    private static void write(DiskFile file, int value, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        file.write(ByteBuffer.wrap(bytes), position);
    }
}
