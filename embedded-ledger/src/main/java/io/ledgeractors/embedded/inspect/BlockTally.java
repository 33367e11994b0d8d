package io.ledgeractors.embedded.inspect;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.LogReader;
import io.ledgeractors.embedded.replica.Prepare;
import io.ledgeractors.embedded.replica.PrepareRecord;
import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the blocks and records of one file of the log. */
final class BlockTally {
    private final Map<String, Long> kinds = new TreeMap<>();
    private long blocks;
    private long firstBlock;
    private long firstOp;
    private long lastOp;
    private long end = LogFormat.FIRST_BLOCK;
    private LogFormat.Block last = NONE;
    private UInt128 checksumBefore = UInt128.ZERO;

    private static final LogFormat.Block NONE = new LogFormat.Block(UInt128.ZERO, 0, 0, 0, 0, UInt128.ZERO, 0, 0);

    /** Counts a block and its records; returns the position of the last record. */
    long add(LogReader.Place at, LogFormat.Block block, ByteBuffer bytes, int offset) {
        if (blocks == 0) {
            firstBlock = block.sequence();
        }
        blocks++;
        checksumBefore = block.previous();
        last = block;
        end = at.position() + block.size();
        return LogReader.replay(
                block,
                bytes,
                offset,
                at.lastOp(),
                (source, from, size) -> count(PrepareRecord.read(source, from, size)));
    }

    private long count(Prepare prepare) {
        kinds.merge(prepare.kind().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        firstOp = firstOp == 0 ? prepare.op() : firstOp;
        lastOp = prepare.op();
        return lastOp;
    }

    /** Returns the offset behind the last block. */
    long end() {
        return end;
    }

    /** Returns true if this block may be announced by a mark of the file, with this checksum. */
    boolean announces(long sequence, UInt128 checksum) {
        return sequence == last.sequence()
                ? checksum.equals(last.checksum())
                : sequence == last.sequence() - 1 && checksum.equals(checksumBefore);
    }

    /** Returns the number of the last block; 0 if there is none. */
    long lastBlock() {
        return last.sequence();
    }

    LedgerReport.LogFile report(String name, long size) {
        return new LedgerReport.LogFile(name, size, blocks, firstBlock, last.sequence(), firstOp, lastOp, kinds);
    }
}
