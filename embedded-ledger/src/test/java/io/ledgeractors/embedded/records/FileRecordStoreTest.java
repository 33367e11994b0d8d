package io.ledgeractors.embedded.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.StoreFullException;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FileRecordStoreTest {
    private static final int SIZE = 24;
    private static final int REQUEST = 1_000;
    private static final int RECORDS = 100_000;
    private static final long CACHE = 2 << 20;

    private final MemoryDisk disk = new MemoryDisk();
    private final RecordFiles files = new RecordFiles(disk, Path.of("records"), CACHE, 1);
    private final RecordStore store = files.create("some", SIZE);

    @Test
    void shouldKeepMoreThanItsCacheHolds() {
        fill(RECORDS);
        assertThat(files.cacheBytes()).isLessThanOrEqualTo(CACHE);
        assertThat(disk.bytes("records/some.pages")).hasSizeGreaterThan(RECORDS * SIZE * 9 / 10);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RECORDS; i++) {
            int ordinal = random.nextInt(RECORDS);
            assertThat(read(ordinal)).isEqualTo(ordinal);
        }
    }

    @Test
    void shouldShareItsCacheAmongAllStores() {
        RecordStore other = files.create("other", 152);
        for (int i = 0; i < RECORDS; i += REQUEST) {
            store.reserve(REQUEST);
            other.reserve(REQUEST);
            for (int j = 0; j < REQUEST; j++) {
                add(store, i + j);
                add(other, -(i + j));
            }
            store.keep();
            other.keep();
        }
        for (int i = 0; i < RECORDS; i += 17) {
            assertThat(read(store, i)).isEqualTo(i);
            assertThat(read(other, i)).isEqualTo(-i);
        }
        assertThat(files.cacheBytes()).isLessThanOrEqualTo(CACHE);
    }

    @Test
    void shouldRemoveRecordsAddedSinceTheLastRequest() {
        fill(5 * REQUEST);
        store.reserve(REQUEST);
        for (int i = 0; i < REQUEST; i++) {
            add(store, -1);
        }
        store.truncate(5 * REQUEST + 3);
        store.truncate(5 * REQUEST);
        assertThatThrownBy(() -> store.truncate(64)).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < REQUEST; i++) {
            add(store, 5 * REQUEST + i);
        }
        store.keep();
        for (int i = 0; i < 6 * REQUEST; i++) {
            assertThat(read(i)).isEqualTo(i);
        }
    }

    @Test
    void shouldKeepPagesThatItCannotWriteAndRefuseMoreUntilItCan() {
        fill(2 * REQUEST);
        disk.failAt(0);
        store.reserve(REQUEST);
        for (int i = 0; i < REQUEST; i++) {
            add(store, 2 * REQUEST + i);
        }
        store.keep();
        assertThatThrownBy(() -> store.reserve(1))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("records")
                .hasMessageContaining("free space");
        for (int i = 0; i < 3 * REQUEST; i++) {
            assertThat(read(i)).isEqualTo(i);
        }
        disk.failAt(Long.MAX_VALUE / 2);
        fill(3 * REQUEST, RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            assertThat(read(i)).isEqualTo(i);
        }
    }

    @Test
    void shouldDetectADamagedPage() {
        fill(RECORDS);
        byte[] bytes = disk.bytes("records/some.pages");
        bytes[20] ^= 1;
        disk.bytes("records/some.pages", bytes);
        assertThatThrownBy(() -> read(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("page 0 of the records some.pages");
        assertThat(read(64)).isEqualTo(64);
    }

    @Test
    void shouldTouchTheDiskOnlyWhenAPageIsFullAndLeaveNoFiles() throws IOException {
        for (int i = 0; i < 63; i++) {
            add(store, i);
        }
        store.keep();
        assertThat(disk.calls()).isZero();
        fill(63, REQUEST);
        assertThat(disk.names()).containsExactly("records/records.lock", "records/some.pages");
        files.close();
        files.close();
        assertThat(disk.names()).containsExactly("records/records.lock");
    }

    @Test
    void shouldLeaveFilesOfOtherNames() {
        String[] others = {"records/notes.txt", "records/some.pages.old", "records/Some.pages", "records/-.pages"};
        for (String name : others) {
            disk.bytes(name, new byte[] {1});
        }
        fill(REQUEST);
        assertThat(disk.names()).contains("records/some.pages").contains(others);
    }

    @Test
    void shouldDeleteTheFilesOfAnEarlierLedger() {
        fill(REQUEST);
        RecordStore later = new RecordFiles(disk.kill(), Path.of("records"), CACHE, 1).create("some", SIZE);
        for (int i = 0; i < REQUEST; i++) {
            add(later, -i);
        }
        later.keep();
        assertThat(read(later, 7)).isEqualTo(-7);
    }

    @Test
    void shouldRefuseRecordsThatDoNotExist() {
        assertThatThrownBy(() -> store.page(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> store.page(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> store.truncate(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.create("wide", 153)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordFiles(disk, Path.of("records"), 100, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory.off-heap");
    }

    private void fill(int records) {
        fill(0, records);
    }

    private void fill(int from, int to) {
        for (int i = from; i < to; i += REQUEST) {
            int end = Math.min(to, i + REQUEST);
            store.reserve(end - i);
            for (int j = i; j < end; j++) {
                add(store, j);
            }
            store.keep();
        }
    }

    private static void add(RecordStore to, long value) {
        int ordinal = to.append();
        to.page(ordinal).putLong(to.offset(ordinal), value);
        to.page(ordinal).putLong(to.offset(ordinal) + 16, -value);
    }

    private long read(int ordinal) {
        return read(store, ordinal);
    }

    private static long read(RecordStore from, int ordinal) {
        assertThat(from.page(ordinal).getLong(from.offset(ordinal) + 16))
                .isEqualTo(-from.page(ordinal).getLong(from.offset(ordinal)));
        return from.page(ordinal).getLong(from.offset(ordinal));
    }
}
