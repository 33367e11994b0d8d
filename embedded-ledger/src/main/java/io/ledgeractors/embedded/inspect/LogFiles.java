package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.disk.ReadOnlyDirectory;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the files of the log that a start needs, and checks their headers. */
final class LogFiles implements AutoCloseable {
    private final ReadOnlyDirectory directory;
    private final Manifest.Entry manifest;
    private final boolean verify;
    private final Damages damages;
    private final List<SegmentFile> segments = new ArrayList<>();
    private LogFormat.@Nullable Segment settings;

    private LogFiles(ReadOnlyDirectory directory, Manifest.Entry manifest, boolean verify, Damages damages) {
        this.directory = directory;
        this.manifest = manifest;
        this.verify = verify;
        this.damages = damages;
    }

    static LogFiles open(
            ReadOnlyDirectory directory, List<String> names, Manifest.Entry manifest, boolean verify, Damages damages) {
        LogFiles files = new LogFiles(directory, manifest, verify, damages);
        try {
            files.openAll(names);
            return files;
        } catch (RuntimeException | Error refused) {
            files.close();
            throw refused;
        }
    }

    /** Returns the files that can be opened, in their order. */
    List<SegmentFile> segments() {
        return segments;
    }

    /** Returns the first sound header, or null if there is none. */
    LogFormat.@Nullable Segment settings() {
        return settings;
    }

    private void openAll(List<String> names) {
        long first = manifest.start().segment();
        List<Long> numbers = names.stream()
                .filter(LogFormat::isName)
                .map(LogFormat::number)
                .filter(number -> number >= first)
                .sorted()
                .toList();
        long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        for (long number = first; number <= Math.max(last, manifest.newest()); number++) {
            if (damages.isFull()) {
                return;
            }
            if (numbers.contains(number)) {
                open(number);
            } else {
                damages.add(LogFormat.name(number), 0, "the file is missing");
            }
        }
    }

    private void open(long number) {
        String name = LogFormat.name(number);
        try {
            DiskFile file = directory.open(name);
            // The file is closed with the others, also if its header is damaged.
            segments.add(SegmentFile.of(name, file, assumed(number, file.size())));
            LogFormat.Segment header = header(name, file);
            if (header != null) {
                segments.set(segments.size() - 1, SegmentFile.of(name, file, header));
            }
        } catch (IOException cause) {
            damages.add(name, cause);
        }
    }

    // Blocks can be read although the header is damaged.
    private LogFormat.Segment assumed(long number, long size) {
        return new LogFormat.Segment(manifest.logId(), number, LogFormat.VERSION, size, UInt128.ZERO, 0);
    }

    private LogFormat.@Nullable Segment header(String name, DiskFile file) throws IOException {
        ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
        file.read(page, 0);
        if (!LogFormat.isSegment(page)) {
            damages.add(name, 0, "the header of the file is not what was written");
            return null;
        }
        LogFormat.Segment header = LogFormat.readSegment(page);
        if (header.version() != LogFormat.VERSION) {
            throw new InspectionException(
                    name + " has version " + header.version() + " of the format, this program knows "
                            + LogFormat.VERSION + " only; use the program that wrote it");
        }
        if (verify) {
            Zeros.check(name, page, LogFormat.BLOCK_HEADER, LogFormat.PAGE, LogFormat.BLOCK_HEADER, damages);
        }
        return isOwn(name, file, header) ? header : null;
    }

    private boolean isOwn(String name, DiskFile file, LogFormat.Segment header) throws IOException {
        if (!header.logId().equals(manifest.logId())) {
            damages.add(name, 0, "the file belongs to another log than " + Manifest.NAME);
            return false;
        }
        if (header.number() != LogFormat.number(name)) {
            damages.add(name, 0, "the file holds the contents of " + LogFormat.name(header.number()));
            return false;
        }
        LogFormat.Segment before = settings;
        if (before == null) {
            settings = header;
        } else if (!header.cluster().equals(before.cluster()) || header.batchSizeLimit() != before.batchSizeLimit()) {
            damages.add(name, 0, "the file has another cluster or batch size limit than those before it");
        }
        if (file.size() < header.capacity()) {
            damages.add(name, file.size(), "the file was cut short, it had " + header.capacity() + " bytes");
        } else if (verify && file.size() > header.capacity()) {
            damages.add(name, header.capacity(), "the file is longer than it was made");
        }
        return true;
    }

    @Override
    public void close() {
        for (SegmentFile segment : segments) {
            try {
                segment.file().close();
            } catch (IOException ignored) {
                // Nothing was written to the file.
                continue;
            }
        }
    }
}
