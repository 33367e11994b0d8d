package io.ledgeractors.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order and the bounds of a log are checked where they are written and where they are read. */
@Timeout(60)
class LogOrderTest {
    private static final JournalSettings SETTINGS = settings(JournalSettings.SEGMENT_BYTES_MIN);
    private static final String FIRST = LogFormat.name(1);

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void shouldRefuseToAppendAnOperationBehindALaterOneAndGoOn() throws Exception {
        Journal journal = Journal.open(SETTINGS, disk, counting(0));
        journal.append(2, LogHistory.record(new byte[10]));
        journal.append(2, LogHistory.record(new byte[10])); // a start takes no position, so it repeats the last one
        assertThatThrownBy(() -> journal.append(1, LogHistory.record(new byte[10])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operation 1 is appended behind operation 2");
        journal.sync();
        assertThat(journal.durableOp()).isEqualTo(2);
        journal.close();
    }

    @Test
    void shouldRefuseToAppendAnOperationBehindThoseOfAnEarlierRun() throws Exception {
        append(5);
        Journal journal = Journal.open(SETTINGS, disk, counting(4));
        assertThatThrownBy(() -> journal.append(4, LogHistory.record(new byte[10])))
                .hasMessageContaining("operation 4 is appended behind operation 5");
        journal.close();
    }

    @Test
    void shouldNotReplayOperationsThatFall() throws Exception {
        append(1);
        append(2);
        int[] op = {3};
        assertThatThrownBy(() -> Journal.open(SETTINGS, disk, (bytes, at, size) -> --op[0]))
                .isInstanceOf(LogException.class)
                .hasMessageContaining(FIRST);
        assertThatThrownBy(() -> open(firstOnly(0)))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("operation 0 follows operation 1");
    }

    @Test
    void shouldNotReplayABlockThatEndsWithAnotherOperationThanItsHeaderSays() throws Exception {
        append(1);
        assertThatThrownBy(() -> open(counting(6)))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("it ends with operation 7, but its header says 1");
    }

    @Test
    void shouldNotReplayABlockWhoseRecordsEndBeforeItsPayload() throws Exception {
        append(1);
        append(2);
        ByteBuffer first = block(LogFormat.FIRST_BLOCK);
        LogFormat.Block block = LogFormat.readBlock(first, 0);
        LogFormat.writeBlock(
                first, logId(), block.segment(), block.sequence(), block.length(), block.previous(), block.lastOp(), 0);
        assertThatThrownBy(() -> open(counting(0)))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("its records end " + block.length() + " bytes before its payload");
    }

    @Test
    void shouldRefuseAMarkOfAnotherFile() throws Exception {
        append(1);
        int at = (int) LogFormat.markPosition(1);
        ByteBuffer page = block(at);
        LogFormat.Mark mark = LogFormat.readMark(page, 0, logId());
        assertThat(mark.segment()).isEqualTo(1);
        LogFormat.writeMark(page, logId(), new LogFormat.Mark(7, mark.sequence(), mark.checksum(), 0));
        assertThatThrownBy(() -> open(counting(0)))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("the mark at offset " + at + " of " + FIRST)
                .hasMessageContaining(LogFormat.name(7));
    }

    @Test
    void shouldFailBeforeABlockReachesBeyondTheFileAfterATurnOver() throws Exception {
        append(1);
        assertThat(disk.names()).as("the next file, of the small size").contains(LogFormat.name(2));
        Journal journal = Journal.open(settings(4 * JournalSettings.SEGMENT_BYTES_MIN), disk, counting(0));
        journal.append(2, LogHistory.record(new byte[2 * JournalSettings.SEGMENT_BYTES_MIN]));
        assertThatThrownBy(journal::sync)
                .isInstanceOf(LogException.class)
                .hasMessageContaining("does not fit into " + LogFormat.name(2));
        assertThat(journal.durableOp()).isEqualTo(1);
        journal.close();
    }

    private void append(long op) throws LogException {
        long[] replayed = {0};
        Journal journal = Journal.open(SETTINGS, disk, (bytes, at, size) -> ++replayed[0]);
        journal.append(op, LogHistory.record(new byte[300]));
        journal.close();
    }

    private void open(Replayer replayer) throws LogException {
        Journal.open(SETTINGS, disk, replayer).close();
    }

    // Gives the records the positions after this one.
    private static Replayer counting(long op) {
        long[] last = {op};
        return (bytes, at, size) -> ++last[0];
    }

    // Gives the first record position 1 and all others this position.
    private static Replayer firstOnly(long others) {
        boolean[] isLater = {false};
        return (bytes, at, size) -> {
            long op = isLater[0] ? others : 1;
            isLater[0] = true;
            return op;
        };
    }

    private ByteBuffer block(int at) {
        return ByteBuffer.wrap(disk.bytes(FIRST)).slice(at, LogFormat.PAGE).order(ByteOrder.LITTLE_ENDIAN);
    }

    private UInt128 logId() {
        return LogFormat.readSegment(ByteBuffer.wrap(disk.bytes(FIRST)).order(ByteOrder.LITTLE_ENDIAN))
                .logId();
    }

    private static JournalSettings settings(int segmentBytes) {
        return new JournalSettings(Path.of("ledger"), UInt128.ZERO, segmentBytes, 1_048_320);
    }
}
