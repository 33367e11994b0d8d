package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the directories, files and locks of a ledger, and of its opening. */
final class DiskMutants {
    private static final MutantMaker MAKER = MutantMaker.simulated("embedded-ledger", "io/ledgeractors/embedded/");

    private static final String FILE_DISK = "embedded.disk.FileDiskIT";
    private static final String LOCK = "embedded.disk.FileLockIT";
    private static final String RECORDS = "embedded.records.FileRecordStoreTest";

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "H2 mailing list, interrupt",
                    "an interrupt of a caller closes the file of the log",
                    "disk/PrivateThread.java",
                    "    public void interrupt() {}",
                    "    public void interrupt() {\n        super.interrupt();\n    }",
                    FILE_DISK,
                    "embedded.journal.JournalTest",
                    "embedded.replica.ReplicaLoopTest",
                    "embedded.KillIT"),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "a file is made over one that is there already",
                    "disk/LockedFile.java",
                    "                            StandardOpenOption.CREATE_NEW,",
                    "                            StandardOpenOption.CREATE,",
                    FILE_DISK,
                    LOCK),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "other users can read the ledger",
                    "disk/LockedFile.java",
                    "\"rw-------\"",
                    "\"rw-r--r--\"",
                    FILE_DISK),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "two processes write to one ledger",
                    "disk/LockedFile.java",
                    "            if (channel.tryLock() == null) {",
                    "            if (!channel.isOpen()) {",
                    FILE_DISK,
                    LOCK,
                    "embedded.TwoProcessesIT"),
            MAKER.of(
                    "SQLite, error at the n-th call",
                    "a start that the disk fails keeps the directory locked",
                    "LedgerParts.java",
                    "            log.close();\n            throw failed;",
                    "            throw failed;",
                    "embedded.OpenFailureTest"),
            MAKER.of(
                    "etcd #2819",
                    "a full disk is noticed when the log cannot be written, and not before",
                    "DiskSpace.java",
                    "        return left >= keepFree\n",
                    "        return left >= 0\n",
                    "embedded.DiskSpaceTest"),
            MAKER.of(
                    "findings A5",
                    "no warning comes before the disk is full",
                    "DiskSpace.java",
                    "        if (left >= warnBelow) {",
                    "        if (left >= 0) {",
                    "embedded.DiskSpaceTest"),
            MAKER.of(
                    "findings A7",
                    "a ledger whose lock file was replaced acknowledges on beside a second process",
                    "disk/LockedFile.java",
                    "            return key.equals(requireKey(path));",
                    "            return requireKey(path) != null;",
                    LOCK,
                    "embedded.journal.RemovedFileIT"),
            MAKER.of(
                    "findings A7",
                    "a block is acknowledged that was forced into a removed file",
                    "journal/SegmentWriter.java",
                    "        directory.check(); // a block that was forced into a file that was removed or replaced is"
                            + " lost\n",
                    "",
                    "embedded.journal.RemovedFileIT"),
            MAKER.of(
                    "findings A7",
                    "a foreign file of the same name is overwritten by the lock",
                    "disk/FileDisk.java",
                    "            if (!LockNote.fits(lock.channel())) {",
                    "            if (!lock.channel().isOpen()) {",
                    LOCK),
            MAKER.of(
                    "findings A7",
                    "a symbolic link in the directory is followed",
                    "disk/LockedFile.java",
                    "        if (!attributes.isRegularFile()) {",
                    "        if (attributes.isDirectory()) {",
                    LOCK),
            MAKER.of(
                    "findings A7",
                    "files of other programs among the records are deleted",
                    "records/RecordFiles.java",
                    "            if (isOwn(name)) {\n                directory.delete(name);",
                    "            if (!name.equals(LOCK)) {\n                directory.delete(name);",
                    RECORDS),
            MAKER.of(
                    "findings A8",
                    "a directory that a crashed start made is gone after a power cut",
                    "disk/MadeDirectories.java",
                    "                forceIfPossible(parent);\n",
                    "                LOG.debug(\"{}\", parent);\n",
                    "embedded.disk.MadeDirectoriesIT"),
            MAKER.of(
                    "findings A8",
                    "a request needs more pages than the cache of the records has",
                    "records/PageCache.java",
                    "        if (all > most - FOR_READS) {",
                    "        if (all < 0) {",
                    "embedded.records.TornPagesTest"),
            MAKER.of(
                    "findings A9",
                    "an error of a file does not name the file",
                    "disk/FileProblem.java",
                    "        return new IOException(file + \" \" + what + \": \" + reason(cause), cause);",
                    "        return new IOException(reason(cause), cause);",
                    FILE_DISK),
            MAKER.of(
                    "findings A9",
                    "a new directory that is full keeps its lock file",
                    "disk/FileDirectory.java",
                    "            if (unused) {\n                Files.delete(lock.path());",
                    "            if (unused) {\n                note.restore();",
                    FILE_DISK,
                    "embedded.OpenFailureTest",
                    "embedded.FullDiskIT"),
            MAKER.of(
                    "findings A9",
                    "nobody is warned of a directory that others may change",
                    "disk/FileDisk.java",
                    "                Permissions.warn(directory, real);\n",
                    "",
                    "embedded.disk.PermissionsIT"));

    private DiskMutants() {}
}
