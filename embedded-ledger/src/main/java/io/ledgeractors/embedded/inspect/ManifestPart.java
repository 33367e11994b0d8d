package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.disk.ReadOnlyFile;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.port.Disk;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The manifest as it was read once. */
final class ManifestPart {
    /** How often an entry is read again that a running ledger may be writing just then. */
    private static final int TRIES = 5;

    private final ByteBuffer pages = Bytes.allocate(2 * LogFormat.PAGE);
    private final ReadOnlyFile file;
    private final int length;
    private final Manifest.Entries entries;

    private ManifestPart(ReadOnlyFile file) throws IOException {
        this.file = file;
        Manifest.Entries found;
        int read;
        int tried = 0;
        do {
            read = file.read(pages.clear(), Disk.LOCK_NOTE);
            Bytes.zero(pages, read, pages.capacity() - read);
            found = entries(pages);
            tried++;
        } while ((found.first() == null || found.second() == null) && tried < TRIES);
        length = read;
        entries = found;
    }

    static ManifestPart read(ReadOnlyFile file) throws IOException {
        return new ManifestPart(file);
    }

    private static Manifest.Entries entries(ByteBuffer pages) {
        try {
            return Manifest.readEntries(pages);
        } catch (LogException otherVersion) {
            throw new InspectionException(String.valueOf(otherVersion.getMessage()), otherVersion);
        }
    }

    /** Returns the entry that counts, or null if none can be read. */
    Manifest.@Nullable Entry entry() {
        return entries.newer();
    }

    /** Returns true if nothing was ever written to the file. */
    boolean isEmpty() throws IOException {
        return Bytes.isZero(pages, 0, length) && file.size() <= Manifest.SIZE;
    }

    LedgerReport.@Nullable Holder holder() throws IOException {
        OptionalLong process = file.lockHolder();
        return process.isEmpty()
                ? null
                : new LedgerReport.Holder(
                        process.getAsLong(),
                        ProcessHandle.of(process.getAsLong()).isPresent());
    }

    List<LedgerReport.Entry> report() {
        List<LedgerReport.Entry> report = new ArrayList<>();
        add(entries.first(), Disk.LOCK_NOTE, report);
        add(entries.second(), Disk.LOCK_NOTE + LogFormat.PAGE, report);
        return report;
    }

    private void add(Manifest.@Nullable Entry entry, long offset, List<LedgerReport.Entry> report) {
        if (entry != null) {
            report.add(new LedgerReport.Entry(
                    offset,
                    entry == entries.newer(),
                    entry.version(),
                    entry.generation(),
                    entry.logId(),
                    entry.newest(),
                    entry.forced(),
                    entry.reservedTime(),
                    entry.checkpoint() == null ? 0 : entry.checkpoint().op(),
                    entry.start().segment()));
        }
    }

    void check(boolean verify, Damages damages) throws IOException {
        if (!file.hasLockNote()) {
            damages.add(Manifest.NAME, 0, "the file does not begin as a ledger's lock file does");
        }
        if (length < pages.capacity()) {
            damages.add(Manifest.NAME, file.size(), "the file was cut short");
        }
        check(entries.first(), 0, verify, damages);
        check(entries.second(), LogFormat.PAGE, verify, damages);
        if (verify) {
            Zeros.check(Manifest.NAME, file, Manifest.SIZE, file.size(), damages);
        }
    }

    // A start goes on with the other entry, but an entry is not what was written.
    private void check(Manifest.@Nullable Entry entry, int at, boolean verify, Damages damages) {
        if (entry == null) {
            damages.add(Manifest.NAME, Disk.LOCK_NOTE + at, "the entry is not what was written");
        } else if (verify) {
            Zeros.check(
                    Manifest.NAME,
                    pages,
                    at + Manifest.ENTRY,
                    at + LogFormat.PAGE,
                    Disk.LOCK_NOTE + at + Manifest.ENTRY,
                    damages);
        }
    }
}
