package io.ledgeractors.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileDiskIT {
    @TempDir
    private Path home;

    private static final String LOCK = "lock";

    private final FileDisk disk = new FileDisk();

    @Test
    void shouldKeepFilesForTheirOwnerAlone() throws Exception {
        assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path directory = home.resolve("a").resolve("b");
        try (DiskDirectory opened = disk.open(directory, LOCK, name -> false);
                DiskFile file = opened.create("x")) {
            file.allocate(10_000);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("x"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(file.size()).isEqualTo(10_000);
        }
    }

    @Test
    void shouldSayThatAFileIsNoDirectory() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        for (Path below : List.of(file.resolve("records"), file.resolve("a").resolve("records"))) {
            assertThatThrownBy(() -> FileDisk.attributes(below))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file + " is a file");
        }
    }

    @Test
    void shouldReadAndWriteByPosition() throws Exception {
        try (DiskDirectory opened = disk.open(home, LOCK, name -> false);
                DiskFile file = opened.create("x")) {
            file.allocate(100);
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 98);
            file.force();
            ByteBuffer read = ByteBuffer.allocate(10);
            assertThat(file.read(read, 97)).isEqualTo(4);
            assertThat(read.array()).startsWith(0, 1, 2, 3);
            assertThat(file.read(ByteBuffer.allocate(1), 101)).isZero();
            assertThatThrownBy(() -> opened.create("x")).isInstanceOf(FileAlreadyExistsException.class);
            opened.rename("x", "y");
            opened.force();
            assertThat(opened.list()).containsExactly(LOCK, "y");
            opened.delete("y");
            opened.delete("y");
            assertThatThrownBy(() -> opened.open("y")).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void shouldRefuseASecondUserInThisProcessAndKeepTheLock() throws Exception {
        DiskDirectory first = disk.open(home, LOCK, name -> false);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> new FileDisk().open(home, LOCK, name -> false))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(home.toString());
        }
        assertThat(openElsewhere()).contains("in use by");
        first.close();
        assertThat(openElsewhere()).isEqualTo("opened");
        disk.open(home, LOCK, name -> false).close();
    }

    @Test
    void shouldNameALockThatSomethingElseInThisProcessHolds() throws Exception {
        try (FileChannel other =
                FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.tryLock()).isNotNull();
            assertThatThrownBy(() -> disk.open(home, LOCK, name -> false))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(home + " is in use within this process");
        }
        disk.open(home, LOCK, name -> false).close();
    }

    @Test
    void shouldNameTheFileAndTheOperationThatFailed() throws Exception {
        Path path = home.toRealPath().resolve("y");
        DiskDirectory opened = disk.open(home, LOCK, name -> false);
        DiskFile file = opened.create("x");
        opened.rename("x", "y");
        file.close();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 7))
                .hasMessageStartingWith(path + " cannot be read at offset 7: ");
        assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), 7))
                .hasMessageStartingWith(path + " cannot be written at offset 7: ");
        assertThatThrownBy(file::force).hasMessageStartingWith(path + " cannot be forced to the disk: ");
        assertThatThrownBy(file::size).hasMessageStartingWith(path + " cannot be examined: ");
        assertThatThrownBy(() -> opened.open("n".repeat(300))).hasMessageContaining("cannot be examined: ");
        assertThatThrownBy(() -> opened.create("n".repeat(300))).hasMessageContaining("cannot be created: ");
        assertThatThrownBy(() -> opened.rename("y", "n".repeat(300))).hasMessageContaining("cannot be examined: ");
        assertThatThrownBy(() -> opened.open("z"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(home.toRealPath().resolve("z") + ": No such file or directory");
        opened.close();
        assertThatThrownBy(() -> FileDirectory.list(home.resolve("z")))
                .hasMessage(home.resolve("z") + " cannot be listed: No such file or directory");
        assertThatThrownBy(() -> FileDisk.forceDirectory(home.resolve("z")))
                .hasMessage(home.resolve("z") + " cannot be forced to the disk: No such file or directory");
    }

    @Test
    void shouldRefuseADirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "x");
        assertThatThrownBy(() -> disk.open(file, LOCK, name -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no directory");
    }

    @Test
    void shouldNotMindInterruptsOfItsUsers() throws Exception {
        JournalSettings settings =
                new JournalSettings(home, UInt128.ZERO, JournalSettings.SEGMENT_BYTES_MIN, 1_048_320);
        Thread.currentThread().interrupt();
        Journal journal = Journal.open(settings, disk, (bytes, at, size) -> 0);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ledger-log")) {
                thread.interrupt();
            }
        }
        for (int op = 1; op <= 20; op++) {
            journal.append(op, record());
        }
        journal.close();
        assertThat(Thread.interrupted()).isTrue();
        List<Integer> sizes = new ArrayList<>();
        Journal.open(settings, disk, (bytes, at, size) -> {
                    sizes.add(size);
                    return sizes.size();
                })
                .close();
        assertThat(sizes).hasSize(20).containsOnly(5000);
    }

    private String openElsewhere() throws Exception {
        return OtherProcess.process("directory", home, LOCK);
    }

    private static LogRecord record() {
        return new LogRecord() {
            @Override
            public int size() {
                return 5000;
            }

            @Override
            public void writeTo(ByteBuffer target, int offset) {
                target.put(offset, (byte) 1);
            }
        };
    }
}
