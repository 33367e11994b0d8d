package io.ledgeractors.embedded.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.state.store.RecordLog;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of records that are saved and resumed. */
class RecordFilesTest {
    private static final Path RECORDS = Path.of("records");
    private static final long SALT = 4711;
    private static final int RECORDS_SAVED = 1_000;
    private static final int SIZE = 8;

    private final MemoryDisk disk = new MemoryDisk();
    private final RecordFiles files = new RecordFiles(disk, RECORDS, RecordFiles.CACHE_MIN, SALT);
    private final RecordStore store = files.create("store", SIZE);
    private final RecordStore other = files.create("other", SIZE);
    private final RecordLog log = files.createLog("log", SIZE);

    private ByteBuffer save() throws IOException {
        for (RecordStore each : List.of(store, other)) {
            each.reserve(RECORDS_SAVED);
            for (int i = 0; i < RECORDS_SAVED; i++) {
                int ordinal = each.append();
                each.page(ordinal).putLong(each.offset(ordinal), i);
            }
            each.keep();
        }
        log.reserve(RECORDS_SAVED);
        ByteBuffer record = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < RECORDS_SAVED; i++) {
            log.append(record.putLong(0, i), 0);
        }
        log.keep();
        assertThat(files.isWritten()).isTrue();
        files.force();
        ImageWriter image = new ImageWriter();
        files.save(image);
        return image.written();
    }

    private static RecordFiles resume(MemoryDisk disk, ByteBuffer image, long salt) throws IOException {
        return RecordFiles.resume(disk, RECORDS, RecordFiles.CACHE_MIN, salt, new ImageReader(image));
    }

    @Test
    void shouldHoldAfterAPowerCutWhatWasSaved() throws IOException {
        ByteBuffer image = save();
        store.reserve(RECORDS_SAVED);
        for (int i = 0; i < RECORDS_SAVED; i++) {
            store.append();
        }
        store.keep();
        RecordFiles later = resume(disk.powerCut(), image, SALT);
        RecordStore resumed = later.create("store", SIZE);
        assertThat(resumed.count()).isEqualTo(RECORDS_SAVED);
        for (int i = 0; i < RECORDS_SAVED; i++) {
            assertThat(resumed.page(i).getLong(resumed.offset(i))).isEqualTo(i);
        }
        List<Long> read = new ArrayList<>();
        RecordLog resumedLog = later.createLog("log", SIZE);
        resumedLog.read(17, (ordinal, bytes, offset) -> {
            assertThat(bytes.getLong(offset)).isEqualTo(ordinal);
            read.add(bytes.getLong(offset));
        });
        assertThat(read).hasSize(RECORDS_SAVED - 17).startsWith(17L).endsWith((long) RECORDS_SAVED - 1);
    }

    @Test
    void shouldRefuseAFileThatIsMissingOrWasCutShort() throws IOException {
        ByteBuffer image = save();
        MemoryDisk missing = disk.powerCut();
        missing.remove("records/log.pages");
        assertThatThrownBy(() -> resume(missing, image, SALT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("log.pages is missing or was cut short");
        MemoryDisk cut = disk.powerCut();
        byte[] bytes = cut.bytes("records/store.pages");
        cut.bytes("records/store.pages", Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> resume(cut, image, SALT)).hasMessageContaining("store.pages is missing or was cut");
    }

    @Test
    void shouldRefuseAPageOfAnotherPlaceFileOrDirectory() throws IOException {
        ByteBuffer image = save();
        MemoryDisk swapped = disk.powerCut();
        int page = PageCache.PAGE_RECORDS * SIZE + PageFile.TRAILER;
        byte[] bytes = swapped.bytes("records/store.pages").clone();
        System.arraycopy(bytes, page, bytes, 0, page);
        swapped.bytes("records/store.pages", bytes);
        RecordStore second = resume(swapped, image, SALT).create("store", SIZE);
        assertThatThrownBy(() -> second.page(0)).hasMessageContaining("is not what was written");
        assertThat(second.page(PageCache.PAGE_RECORDS).getLong(0)).isEqualTo(PageCache.PAGE_RECORDS);

        MemoryDisk foreign = disk.powerCut();
        foreign.bytes("records/store.pages", disk.bytes("records/other.pages").clone());
        RecordStore other = resume(foreign, image, SALT).create("store", SIZE);
        assertThatThrownBy(() -> other.page(0)).hasMessageContaining("is not what was written");

        RecordStore salted = resume(disk.powerCut(), image, SALT + 1).create("store", SIZE);
        assertThatThrownBy(() -> salted.page(0)).hasMessageContaining("is not what was written");
    }

    @Test
    void shouldRefuseRecordsOfAnotherSize() throws IOException {
        ByteBuffer image = save();
        RecordFiles later = resume(disk.powerCut(), image, SALT);
        assertThatThrownBy(() -> later.create("store", SIZE + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the records of store.pages have 8 bytes in the checkpoint");
    }

    @Test
    void shouldTellWhenAPageCannotBeWritten() {
        disk.failAt(0);
        log.reserve(RECORDS_SAVED);
        for (int i = 0; i < RECORDS_SAVED; i++) {
            log.append(ByteBuffer.allocate(SIZE), 0);
        }
        log.keep();
        assertThat(files.isWritten()).isFalse();
        assertThatThrownBy(() -> log.reserve(1)).hasMessageContaining("free space");
        disk.failAt(Long.MAX_VALUE / 2);
        log.reserve(1);
        assertThat(files.isWritten()).isTrue();
    }
}
