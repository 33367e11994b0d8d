package io.ledgeractors.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ledgeractors.port.DirectoryInUseException;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.port.NoLockFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One process at a time uses a directory, and files of other programs and the targets of links stay as they are. */
@Timeout(60)
class FileLockIT {
    private static final String LOCK = "lock";
    private static final Predicate<String> NONE = name -> false;

    @TempDir
    private Path home;

    private final FileDisk disk = new FileDisk();
    private Path data = Path.of("");

    @BeforeEach
    void setUp() {
        data = home.resolve("data");
    }

    @Test
    void shouldLockEveryFileThatItOpensOrMakes() throws Exception {
        try (DiskDirectory opened = disk.open(data, LOCK, NONE);
                DiskFile made = opened.create("made")) {
            made.allocate(10);
            opened.create("found").close();
            try (DiskFile found = opened.open("found")) {
                found.allocate(10);
                // A copy of the lock file lets another process in, which then finds the other files locked.
                Files.move(data.resolve(LOCK), home.resolve("kept"));
                copyElsewhere(home.resolve("kept"), data.resolve(LOCK));
                for (String name : List.of("made", "found")) {
                    assertThat(OtherProcess.process("file", data, name))
                            .isEqualTo(data.resolve(name) + " is in use by another process; stop it or name another"
                                    + " directory");
                    assertThat(OtherProcess.process("delete", data, name)).contains("is in use by another process");
                }
                Files.move(home.resolve("kept"), data.resolve(LOCK), StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(OtherProcess.process("file", data, "found")).contains("is in use by process");
        }
        assertThat(OtherProcess.process("file", data, "made")).isEqualTo("opened");
        assertThat(OtherProcess.process("file", data, "found")).isEqualTo("opened");
    }

    @Test
    void shouldNotOpenAFileTwiceUnderWhateverName() throws Exception {
        try (DiskDirectory opened = disk.open(data, LOCK, NONE);
                DiskFile made = opened.create("made")) {
            made.allocate(10);
            Files.createLink(data.resolve("hard"), data.resolve("made"));
            for (String name : List.of("made", "hard")) {
                assertThatThrownBy(() -> opened.open(name))
                        .isInstanceOf(DirectoryInUseException.class)
                        .hasMessageContaining(data.resolve(name) + " is in use by another ledger of this process");
            }
            // The file is still locked.
            assertThat(OtherProcess.process("lock", data, "made")).isEqualTo("locked by another");
            assertThat(OtherProcess.process("lock", data, LOCK)).isEqualTo("locked by another");
        }
        assertThat(OtherProcess.process("lock", data, "made")).isEqualTo("free");
    }

    @Test
    void shouldRefuseADirectoryWhoseFilesAreHardLinksToThoseInUse() throws Exception {
        Path snapshot = Files.createDirectory(home.resolve("snapshot"));
        try (DiskDirectory opened = disk.open(data, LOCK, NONE)) {
            opened.create("x").close();
            Files.createLink(snapshot.resolve(LOCK), data.resolve(LOCK));
            assertThatThrownBy(() -> disk.open(snapshot, LOCK, NONE)).isInstanceOf(DirectoryInUseException.class);
            assertThat(OtherProcess.process("directory", snapshot, LOCK))
                    .contains("is in use by process " + ProcessHandle.current().pid());
        }
        disk.open(snapshot, LOCK, NONE).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "renamed", "replaced"})
    void shouldNoticeThatItsLockFileIsNotTheSameAnyMore(String how) throws Exception {
        DiskDirectory opened = disk.open(data, LOCK, NONE);
        DiskFile kept = opened.create("x");
        opened.check();
        byte[] bytes = Files.readAllBytes(data.resolve(LOCK));
        Path moved = home.resolve("moved");
        Files.move(data.resolve(LOCK), moved);
        if (how.equals("replaced")) {
            Files.write(data.resolve(LOCK), bytes);
        }
        if (how.equals("removed")) {
            Files.delete(moved);
        }
        assertThatThrownBy(opened::check)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(data.toRealPath().resolve(LOCK) + " is not the file any more that this ledger")
                .hasMessageContaining("put the file back");
        assertThatThrownBy(() -> opened.create("y")).hasMessageContaining("put the file back");
        assertThatThrownBy(() -> opened.open("x")).hasMessageContaining("put the file back");
        assertThatThrownBy(() -> opened.rename("x", "y")).hasMessageContaining("put the file back");
        assertThatThrownBy(() -> opened.delete("x")).hasMessageContaining("put the file back");
        assertThatThrownBy(opened::list).hasMessageContaining("put the file back");
        assertThatThrownBy(opened::force).hasMessageContaining("put the file back");
        assertThat(data.resolve("x")).exists();
        kept.close();
        opened.close();
        if (how.equals("renamed")) {
            Files.move(moved, data.resolve(LOCK));
            disk.open(data, LOCK, NONE).close();
        }
        if (how.equals("removed")) {
            assertThatThrownBy(() -> disk.open(data, LOCK, NONE)).isInstanceOf(NoLockFileException.class);
        }
    }

    @Test
    void shouldNotWriteIntoADirectoryThatTookThePlaceOfItsOwn() throws Exception {
        try (DiskDirectory opened = disk.open(data, LOCK, NONE)) {
            opened.create("x").close();
            Files.move(data, home.resolve("moved"));
            try (DiskDirectory second = disk.open(data, LOCK, NONE)) {
                assertThatThrownBy(() -> opened.create("y")).hasMessageContaining("put the file back");
                assertThat(second.list()).containsExactly(LOCK);
            }
        }
        assertThat(home.resolve("moved").resolve(LOCK)).exists();
        disk.open(home.resolve("moved"), LOCK, NONE).close();
    }

    @Test
    void shouldNameTheProcessThatHoldsTheLock() throws Exception {
        DiskDirectory opened = disk.open(data, LOCK, NONE);
        opened.create("x").close();
        assertThat(OtherProcess.process("directory", data, LOCK))
                .isEqualTo(data + " is in use by process "
                        + ProcessHandle.current().pid() + "; stop it or name another directory");
        opened.close();
        byte[] after = Files.readAllBytes(data.resolve(LOCK));
        assertThat(OtherProcess.process("directory", data, LOCK)).isEqualTo("opened");
        assertThat(Files.readAllBytes(data.resolve(LOCK))).isEqualTo(after);
    }

    @Test
    void shouldKeepWhatTheLockFileHoldsBehindTheNote() throws Exception {
        try (DiskDirectory opened = disk.open(data, LOCK, NONE);
                DiskFile lock = opened.open(LOCK)) {
            opened.create("x").close();
            lock.allocate(10_000);
            lock.write(ByteBuffer.wrap(new byte[] {7}), 5_000);
        }
        try (DiskDirectory opened = disk.open(data, LOCK, NONE);
                DiskFile lock = opened.open(LOCK)) {
            assertThat(lock.size()).isEqualTo(10_000);
            ByteBuffer read = ByteBuffer.allocate(1);
            lock.read(read, 5_000);
            assertThat(read.get(0)).isEqualTo((byte) 7);
        }
    }

    @Test
    void shouldLeaveALockFileAsLongAsItFoundIt() throws Exception {
        Files.createDirectory(data);
        for (String contents : List.of("", "l", "ledger lock, pro")) {
            Files.writeString(data.resolve(LOCK), contents);
            disk.open(data, LOCK, NONE).close();
            assertThat(data.resolve(LOCK)).hasContent(contents);
            assertThat(Files.size(data.resolve(LOCK))).isEqualTo(contents.length());
        }
    }

    @Test
    void shouldNotTakeAForeignFileForItsLockFile() throws Exception {
        Files.createDirectory(data);
        for (String contents : List.of("some text", "ledger of another kind", "x".repeat(5_000))) {
            Files.writeString(data.resolve(LOCK), contents);
            assertThatThrownBy(() -> disk.open(data, LOCK, NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not begin as a ledger's lock file does")
                    .hasMessageContaining("Nothing was changed");
            assertThat(data.resolve(LOCK)).hasContent(contents);
        }
    }

    @Test
    void shouldNotFollowLinksInADirectory() throws Exception {
        Path target = Files.writeString(home.resolve("target"), "keep");
        Path missing = home.resolve("missing");
        Files.createDirectory(data);
        for (Path to : List.of(target, missing, home)) {
            Files.createSymbolicLink(data.resolve(LOCK), to);
            assertThatThrownBy(() -> disk.open(data, LOCK, NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is a symbolic link");
            Files.delete(data.resolve(LOCK));
            try (DiskDirectory opened = disk.open(data, LOCK, NONE)) {
                Files.createSymbolicLink(data.resolve("x"), to);
                assertThatThrownBy(() -> opened.open("x")).hasMessageContaining("is a symbolic link");
                assertThatThrownBy(() -> opened.delete("x")).hasMessageContaining("is a symbolic link");
                assertThatThrownBy(() -> opened.create("x")).isInstanceOf(FileAlreadyExistsException.class);
                opened.create("y").close();
                assertThatThrownBy(() -> opened.rename("y", "x")).isInstanceOf(FileAlreadyExistsException.class);
                opened.delete("y");
                Files.delete(data.resolve("x"));
            }
        }
        assertThat(target).hasContent("keep");
        assertThat(missing).doesNotExist();
        assertThat(home).isDirectory();
    }

    @Test
    void shouldRefuseWhatIsNoFile() throws Exception {
        Files.createDirectories(data.resolve(LOCK));
        assertThatThrownBy(() -> disk.open(data, LOCK, NONE)).hasMessageContaining(LOCK + " is a directory");
        Files.delete(data.resolve(LOCK));
        assumeTrue(new ProcessBuilder("mkfifo", data.resolve(LOCK).toString())
                        .start()
                        .waitFor()
                == 0);
        assertThatThrownBy(() -> disk.open(data, LOCK, NONE)).hasMessageContaining("is no regular file");
    }

    @Test
    void shouldOpenADirectoryThroughALinkAndKnowThatItIsTheSame() throws Exception {
        Path real = Files.createDirectory(home.resolve("real"));
        Files.createSymbolicLink(data, real);
        try (DiskDirectory opened = disk.open(data, LOCK, NONE)) {
            opened.create("x").close();
            assertThatThrownBy(() -> disk.open(real, LOCK, NONE)).isInstanceOf(DirectoryInUseException.class);
            assertThat(OtherProcess.process("directory", real, LOCK)).contains("is in use by process");
        }
        assertThat(real.resolve("x")).exists();
        Path nowhere = Files.createSymbolicLink(home.resolve("nowhere"), home.resolve("missing"));
        assertThatThrownBy(() -> disk.open(nowhere, LOCK, NONE)).hasMessageContaining("is a symbolic link to nothing");
        assertThat(home.resolve("missing")).doesNotExist();
    }

    @Test
    void shouldRefuseALinkOrAFileInPlaceOfAPart() throws Exception {
        Path target = Files.createDirectory(home.resolve("target"));
        Files.writeString(target.resolve("x"), "keep");
        Files.createDirectory(data);
        Path part = data.resolve("part");
        for (int kind = 0; kind < 3; kind++) {
            if (kind == 0) {
                Files.createSymbolicLink(part, target);
            } else if (kind == 1) {
                Files.createSymbolicLink(part, home.resolve("missing"));
            } else {
                Files.writeString(part, "keep");
            }
            assertThatThrownBy(() -> disk.checkPart(part, NONE))
                    .hasMessageContaining("keeps a directory of its own there");
            assertThatThrownBy(() -> disk.openPart(part, LOCK, name -> true))
                    .hasMessageContaining("keeps a directory of its own there");
            assertThat(Files.exists(part, LinkOption.NOFOLLOW_LINKS)).isTrue();
            Files.delete(part);
        }
        assertThat(FileDirectory.list(target)).containsExactly("x");
        assertThat(home.resolve("missing")).doesNotExist();
        Path file = Files.writeString(home.resolve("file"), "keep");
        assertThatThrownBy(() -> disk.checkPart(file.resolve("part"), NONE))
                .hasMessage(file + " is no directory; name another one");
        disk.openPart(part, LOCK, NONE).close();
        assertThat(part).doesNotExist();
    }

    @Test
    void shouldLeaveNothingIfNothingWasKept() throws Exception {
        Path deep = data.resolve("a").resolve("b");
        DiskDirectory opened = disk.open(deep, LOCK, NONE);
        opened.create("x").close();
        opened.rename("x", "y");
        opened.delete("y");
        opened.close();
        assertThat(data).doesNotExist();

        Files.createDirectory(data);
        disk.open(data, LOCK, NONE).close();
        assertThat(FileDirectory.list(data)).isEmpty();

        opened = disk.open(data, LOCK, NONE);
        opened.create("x").close();
        Files.delete(data.resolve("x"));
        opened.close();
        // Another program removed the file, so only the lock file tells that there was one.
        assertThat(FileDirectory.list(data)).containsExactly(LOCK);
    }

    @Test
    void shouldLeaveNoDirectoryBehindThatItCannotUse() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "keep");
        assertThatThrownBy(() -> disk.open(file.resolve("a").resolve("b"), LOCK, NONE))
                .hasMessageContaining("no directory");
        assertThat(file).hasContent("keep");
        Path longName = data.resolve("a").resolve("n".repeat(300));
        assertThatThrownBy(() -> disk.open(longName, LOCK, NONE)).hasMessageContaining("cannot be created");
        assertThat(data).doesNotExist();
        Files.createDirectory(data);
        Files.writeString(data.resolve("foreign"), "keep");
        assertThatThrownBy(() -> disk.open(data, LOCK, NONE)).isInstanceOf(NoLockFileException.class);
        assertThat(FileDirectory.list(data)).containsExactly("foreign");
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "renamed", "replaced"})
    void shouldNoticeThatAnOpenFileIsNotTheSameAnyMore(String how) throws Exception {
        try (DiskDirectory opened = disk.open(data, LOCK, NONE);
                DiskFile file = opened.create("x.new");
                DiskFile gone = opened.create("gone")) {
            opened.rename("x.new", "x");
            opened.delete("gone");
            opened.check();
            gone.write(ByteBuffer.allocate(1), 0);
            Path moved = home.resolve("moved");
            Files.move(data.resolve("x"), moved);
            if (how.equals("replaced")) {
                Files.writeString(data.resolve("x"), "");
            }
            if (how.equals("removed")) {
                Files.delete(moved);
            }
            assertThatThrownBy(opened::check)
                    .hasMessageStartingWith(data.toRealPath().resolve("x") + " is not the file any more");
            file.close();
            opened.check();
        }
    }

    @Test
    void shouldNotReplaceAFileByRenamingAnother() throws Exception {
        try (DiskDirectory opened = disk.open(data, LOCK, NONE)) {
            opened.create("x").close();
            Files.writeString(data.resolve("y"), "keep");
            assertThatThrownBy(() -> opened.rename("x", "y")).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(data.resolve("y")).hasContent("keep");
        }
    }

    // Runs in a process of its own, because a process that closes any channel of a file loses its lock on the file.
    private static void copyElsewhere(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", from.toString(), to.toString())
                        .start()
                        .waitFor())
                .isZero();
    }
}
