package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.LogEnd;
import io.ledgeractors.embedded.journal.recovery.LogReader;
import io.ledgeractors.embedded.journal.recovery.LogTail;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of the log and judges them as recovery does, and goes on behind a damaged place.
 *
 * <p>A running ledger has written everything up to the block that the manifest named before the log was read. What is
 * behind that block may be written just then, so its damages count only if no ledger has written meanwhile.
 */
final class LogPart {
    private static final int PIECE = 1 << 20;

    private final List<SegmentFile> segments;
    private final Manifest.Entry manifest;
    private final boolean verify;
    private final InspectionProgress progress;
    private final Damages damages;
    /** Damages that do not count if a ledger has written meanwhile. */
    private final Damages behind = new Damages();

    private final List<BlockTally> tallies = new ArrayList<>();
    private final LogReader reader;
    private long unfinished;
    private @Nullable LostTail lost;

    LogPart(
            List<SegmentFile> segments,
            Manifest.Entry manifest,
            boolean verify,
            InspectionProgress progress,
            Damages damages) {
        this.segments = segments;
        this.manifest = manifest;
        this.verify = verify;
        this.progress = progress;
        this.damages = damages;
        segments.forEach(segment -> tallies.add(new BlockTally()));
        reader = new LogReader(segments, manifest.logId(), manifest.start(), this::block);
    }

    /** Reads all blocks. Requires that there is a file. */
    void read() throws IOException {
        try {
            readAll();
        } catch (LogException impossible) {
            throw new IllegalStateException(impossible); // the visitor throws none
        }
        judge();
        if (verify) {
            for (int index = 0; index < segments.size(); index++) {
                verify(index);
            }
        }
    }

    /** Adds the damages behind the block that the manifest named; called if no ledger has written meanwhile. */
    void takeEnd() {
        damages.addAll(behind);
    }

    List<LedgerReport.LogFile> files() throws IOException {
        List<LedgerReport.LogFile> files = new ArrayList<>();
        for (int index = 0; index < segments.size(); index++) {
            SegmentFile segment = segments.get(index);
            files.add(tallies.get(index).report(segment.name(), segment.file().size()));
        }
        return files;
    }

    LedgerReport.End end(boolean isGrowing) {
        LogTail tail = reader.tail();
        return new LedgerReport.End(
                segments.get(tail.segment()).name(),
                tail.position(),
                tail.sequence(),
                tail.lastOp(),
                isGrowing,
                isGrowing ? 0 : unfinished,
                isGrowing ? null : lost);
    }

    private void readAll() throws IOException, LogException {
        reader.read();
        LogTail later = later(reader.tail());
        while (later != null && !damages.isFull() && !behind.isFull()) {
            reportStop(later);
            reader.resume(reader.stop() == LogReader.Stop.OTHER_PAYLOAD ? behindPayload(reader.tail()) : later);
            reader.read();
            later = later(reader.tail());
        }
    }

    private long block(LogReader.Place at, LogFormat.Block block, ByteBuffer bytes, int offset) {
        String name = at.segment().name();
        Damages here = damagesAt(block.sequence());
        progress.add(block.size());
        if (block.sequence() == manifest.forced() && !block.checksum().equals(manifest.checksum())) {
            here.add(
                    name,
                    at.position(),
                    "block " + block.sequence() + " is another one than " + Manifest.NAME
                            + " says; one of the two files is from a copy");
        }
        if (verify) {
            int end = offset + LogFormat.BLOCK_HEADER + block.length();
            long from = at.position() + LogFormat.BLOCK_HEADER + block.length();
            Zeros.check(name, bytes, end, offset + block.size(), from, here);
        }
        try {
            return tallies.get(segments.indexOf(at.segment())).add(at, block, bytes, offset);
        } catch (RuntimeException impossible) {
            here.add(
                    name,
                    at.position(),
                    "block " + block.sequence() + " cannot be replayed: " + impossible.getMessage());
            return block.lastOp();
        }
    }

    // The manifest named this block before the log was read, so it was there as a whole.
    private Damages damagesAt(long sequence) {
        return sequence <= manifest.forced() ? damages : behind;
    }

    private void reportStop(LogTail later) throws IOException {
        LogTail tail = reader.tail();
        long next = tail.sequence() + 1;
        if (later.segment() == tail.segment() || !endsBefore(tail)) {
            damagesAt(next).add(segments.get(tail.segment()).name(), tail.position(), words(reader.stop(), next));
            return;
        }
        SegmentFile file = segments.get(tail.segment() + 1);
        boolean isFileMissing =
                file.header().number() != segments.get(tail.segment()).header().number() + 1;
        if (!isFileMissing) {
            damagesAt(next).add(file.name(), LogFormat.FIRST_BLOCK, words(reader.stop(), next));
        }
    }

    // Returns true if nothing was ever written behind the tail in its file, so the next block is in the file behind it.
    private boolean endsBefore(LogTail tail) throws IOException {
        SegmentFile segment = segments.get(tail.segment());
        ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
        boolean isFull = tail.position() + LogFormat.PAGE > segment.header().capacity();
        return isFull || Bytes.isZero(page, 0, segment.file().read(page, tail.position()));
    }

    // The header of the block is sound, so the place of the next block is known.
    private LogTail behindPayload(LogTail tail) throws IOException {
        ByteBuffer page = Bytes.allocate(LogFormat.PAGE);
        segments.get(tail.segment()).file().read(page, tail.position());
        LogFormat.Block block = LogFormat.readBlock(page, 0);
        return new LogTail(
                tail.segment(), tail.position() + block.size(), block.sequence(), block.checksum(), block.lastOp());
    }

    private static String words(LogReader.Stop stop, long next) {
        return switch (stop) {
            case NO_BLOCK -> "the header of block " + next + " is not what was written";
            case OTHER_BLOCK -> "block " + next + " is missing, or does not follow block " + (next - 1);
            case OTHER_PAYLOAD -> "the payload of block " + next + " is not what was written";
        };
    }

    // Finds the first block behind the tail that is later than the next one, which is damaged then.
    private @Nullable LogTail later(LogTail tail) throws IOException {
        ByteBuffer piece = Bytes.allocate(PIECE);
        for (int index = tail.segment(); index < segments.size(); index++) {
            SegmentFile segment = segments.get(index);
            long from = index == tail.segment() ? tail.position() : LogFormat.FIRST_BLOCK;
            for (long at = from; at < segment.header().capacity(); at += PIECE) {
                int read = segment.file().read(piece.clear(), at);
                for (int page = 0; page + LogFormat.PAGE <= read; page += LogFormat.PAGE) {
                    LogFormat.Block found =
                            LogFormat.isBlock(piece, page, manifest.logId()) ? LogFormat.readBlock(piece, page) : null;
                    if (found != null && found.sequence() > tail.sequence() + 1) {
                        return new LogTail(index, at + page, found.sequence() - 1, found.previous(), tail.lastOp());
                    }
                }
            }
        }
        return null;
    }

    private void judge() throws IOException {
        LogTail tail = reader.tail();
        LogEnd end = new LogEnd(segments, manifest, tail);
        unfinished = end.unfinishedBytes();
        SegmentFile file = segments.get(tail.segment());
        try {
            lost = end.judge();
        } catch (LogException damaged) {
            damagesAt(tail.sequence() + 1).add(file.name(), tail.position(), cause(damaged));
        }
        if (lost != null) {
            damagesAt(lost.block()).add(lost.file(), lost.offset(), lost.toString());
        }
        long newest = Math.max(manifest.newest(), file.header().number());
        long last = segments.get(segments.size() - 1).header().number();
        if (last > newest + 1) {
            behind.add(
                    LogFormat.name(last),
                    0,
                    "the file was made when " + LogFormat.name(last - 1)
                            + " was in use, but " + Manifest.NAME + " and the blocks end in " + LogFormat.name(newest)
                            + ", so an older copy was put over newer files");
        }
    }

    // The message of recovery without its beginning and without the remedy.
    private static String cause(LogException damaged) {
        String message = String.valueOf(damaged.getMessage()).replaceFirst("^the log is damaged: ", "");
        int remedy = message.indexOf("; restore");
        return remedy < 0 ? message : message.substring(0, remedy);
    }

    private void verify(int index) throws IOException {
        SegmentFile segment = segments.get(index);
        BlockTally tally = tallies.get(index);
        boolean holdsEnd = index >= reader.tail().segment();
        verifyMarks(segment, tally, holdsEnd, holdsEnd ? behind : damages);
        if (!holdsEnd && !damages.hasAny(segment.name())) {
            Zeros.check(
                    segment.name(),
                    segment.file(),
                    tally.end(),
                    segment.header().capacity(),
                    damages);
        }
    }

    private void verifyMarks(SegmentFile segment, BlockTally tally, boolean holdsEnd, Damages found)
            throws IOException {
        ByteBuffer pages = Bytes.allocate(2 * LogFormat.PAGE);
        segment.file().read(pages, LogFormat.PAGE);
        for (int at = 0; at < pages.capacity(); at += LogFormat.PAGE) {
            int offset = LogFormat.PAGE + at;
            LogFormat.Mark mark = LogFormat.readMark(pages, at, manifest.logId());
            boolean isOfLast = tally.lastBlock() > 0 && LogFormat.markPosition(tally.lastBlock()) == offset;
            boolean isDue = isOfLast && (!holdsEnd || tally.lastBlock() <= manifest.forced());
            if (mark == null) {
                if (isDue || !Bytes.isZero(pages, at, LogFormat.PAGE)) {
                    found.add(segment.name(), offset, "the mark is not what was written");
                }
                continue;
            }
            int rest = at + LogFormat.BLOCK_HEADER;
            Zeros.check(segment.name(), pages, rest, at + LogFormat.PAGE, offset + LogFormat.BLOCK_HEADER, found);
            boolean isPlaced =
                    mark.segment() == segment.header().number() && LogFormat.markPosition(mark.sequence()) == offset;
            boolean isSame = tally.announces(mark.sequence(), mark.checksum());
            boolean isNext = holdsEnd && mark.sequence() > tally.lastBlock();
            if (!isPlaced || !isSame && !isNext || isDue && mark.sequence() != tally.lastBlock()) {
                found.add(
                        segment.name(),
                        offset,
                        "the mark announces block " + mark.sequence() + ", which is not what was written here");
            }
        }
    }
}
