package io.ledgeractors.embedded.journal.recovery;

import io.ledgeractors.embedded.journal.checkpoint.LogStart;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.segment.Manifest;
import io.ledgeractors.embedded.journal.segment.SegmentFile;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.recovery.LostTail;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.embedded.recovery.TailLoss;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from its beginning to its end and replays every record.
 *
 * <p>There are three cases behind the last whole block. If a later block was begun or announced, the log is damaged and
 * does not open. If the next block was announced, it may have been acknowledged, and {@link TailLoss} decides.
 * Otherwise there is at most an unfinished write, and nothing in it was acknowledged.
 *
 * <p>A force that failed leaves pages that can be read but are not on the disk. Therefore everything behind the last
 * block that is known to have been forced is written again from what was read, and forced, before it counts.
 */
public final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

    private final List<SegmentFile> segments;
    private final Manifest manifest;
    private final TailLoss tailLoss;
    private final Replayer replayer;
    private final LogReader reader;
    private final Set<SegmentFile> rewritten = new LinkedHashSet<>();

    public LogRecovery(List<SegmentFile> segments, Manifest manifest, TailLoss tailLoss, Replayer replayer) {
        this.segments = segments;
        this.manifest = manifest;
        this.tailLoss = tailLoss;
        this.replayer = replayer;
        this.reader = new LogReader(
                segments, manifest.entry().logId(), manifest.entry().start(), this::block);
    }

    /** Replays all records, cuts off an unfinished write or a lost block, and forces what was read. */
    public RecoveryResult run() throws IOException, LogException {
        reader.read();
        LogTail tail = reader.tail();
        long newest = Math.max(
                manifest.entry().newest(), segments.get(tail.segment()).header().number());
        LogEnd end = new LogEnd(segments, manifest.entry(), tail);
        LostTail lost = end.judge();
        requireOneSpare(newest);
        if (lost != null) {
            if (tailLoss == TailLoss.REFUSE) {
                throw new LogException(lost + ". Restore the file from a copy, or open the ledger with tail-loss ="
                        + " cut-off to go on without them. Nothing was changed");
            }
            LOG.warn("{}. The block is cut off and the ledger goes on without it", lost);
        }
        for (SegmentFile segment : rewritten) {
            segment.file().force();
        }
        long cut = end.cutOff();
        if (cut > 0 && lost == null) {
            LOG.warn(
                    "cut off {} bytes of an unfinished write, in which nothing was acknowledged: {} at offset {}",
                    cut,
                    segments.get(tail.segment()).name(),
                    tail.position());
        }
        manifest.rewrite(newest, tail.sequence(), tail.checksum(), end.reservedTime());
        end.renewMarks();
        return new RecoveryResult(tail.lastOp(), lost == null ? cut : 0, lost);
    }

    // The file after the next one is made only when the next one is in use. The manifest, forced before that, says so.
    private void requireOneSpare(long newest) throws LogException {
        SegmentFile last = segments.get(segments.size() - 1);
        if (last.header().number() > newest + 1) {
            throw new LogException("the log is damaged: " + last.name()
                    + " was made when " + LogFormat.name(last.header().number() - 1) + " was in use, but "
                    + Manifest.NAME
                    + " and the blocks end in " + LogFormat.name(newest) + ", so an older copy was put over newer"
                    + " files; restore all files from the same copy. Nothing was changed");
        }
    }

    /** Returns the beginnings of the files that the log reaches. Requires {@link #run()}. */
    public List<LogStart> starts() {
        return reader.starts();
    }

    /** Returns where the log ends. Requires {@link #run()}. */
    public LogTail tail() {
        return reader.tail();
    }

    private long block(LogReader.Place at, LogFormat.Block block, ByteBuffer bytes, int offset)
            throws IOException, LogException {
        requireForcedOne(at, block);
        long lastOp = replay(at, block, bytes, offset);
        if (block.sequence() > manifest.entry().forced()) {
            at.segment().file().write(bytes.slice(offset, block.size()), at.position());
            rewritten.add(at.segment());
        }
        return lastOp;
    }

    private long replay(LogReader.Place at, LogFormat.Block block, ByteBuffer bytes, int offset) throws LogException {
        try {
            return LogReader.replay(block, bytes, offset, at.lastOp(), replayer);
        } catch (ReplayCapacityException full) {
            throw new LogException(
                    "the log is sound so far, but the ledger has no capacity to be opened: " + full.getMessage()
                            + ". Nothing was changed",
                    full);
        } catch (RuntimeException impossible) {
            throw new LogException(
                    "the log cannot be replayed: " + at.segment().name() + ", block at offset " + at.position() + ": "
                            + impossible.getMessage(),
                    impossible);
        }
    }

    private void requireForcedOne(LogReader.Place at, LogFormat.Block block) throws LogException {
        Manifest.Entry entry = manifest.entry();
        if (block.sequence() == entry.forced() && !block.checksum().equals(entry.checksum())) {
            throw new LogException("the log is damaged: block " + block.sequence() + ", "
                    + at.segment().name() + " at offset " + at.position() + ", is another one than " + Manifest.NAME
                    + " says; one of the two files is from a copy. Restore all files from the same copy. Nothing was"
                    + " changed");
        }
    }
}
