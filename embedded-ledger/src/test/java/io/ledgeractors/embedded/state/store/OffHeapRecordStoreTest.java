package io.ledgeractors.embedded.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class OffHeapRecordStoreTest {
    private static final int SIZE = 24;

    private final RecordStore store = new OffHeapRecordStore(SIZE);

    @Test
    void shouldKeepRecordsOverManyPages() {
        for (int i = 0; i < 20_000; i++) {
            add(i);
        }
        assertThat(store.count()).isEqualTo(20_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(read(i, 0)).isEqualTo(i);
            assertThat(read(i, 16)).isEqualTo(-i);
        }
    }

    @Test
    void shouldRemoveTheNewestRecords() {
        for (int i = 0; i < 5_000; i++) {
            add(i);
        }
        store.truncate(4_000);
        assertThat(store.count()).isEqualTo(4_000);
        assertThatThrownBy(() -> store.page(4_000)).isInstanceOf(IndexOutOfBoundsException.class);
        add(77);
        assertThat(read(4_000, 0)).isEqualTo(77);
        assertThat(read(3_999, 0)).isEqualTo(3_999);
    }

    @Test
    void shouldReserveMemoryBeforeItIsNeeded() {
        store.reserve(100_000);
        assertThat(store.count()).isZero();
        add(1);
        assertThat(read(0, 0)).isEqualTo(1);
    }

    @Test
    void shouldRefuseRecordsThatDoNotExist() {
        assertThatThrownBy(() -> store.page(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> store.page(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> store.truncate(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OffHeapRecordStore(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void add(int value) {
        int ordinal = store.append();
        assertThat(store.page(ordinal).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        int offset = store.offset(ordinal);
        store.page(ordinal).putLong(offset, value).putLong(offset + 8, 0).putLong(offset + 16, -value);
    }

    private long read(int ordinal, int field) {
        return store.page(ordinal).getLong(store.offset(ordinal) + field);
    }
}
