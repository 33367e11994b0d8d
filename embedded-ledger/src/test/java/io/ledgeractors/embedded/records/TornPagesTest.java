package io.ledgeractors.embedded.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.StoreFullException;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TornPagesTest {
    private static final int SIZE = 24;
    private static final int PAGE = PageCache.PAGE_RECORDS * SIZE;

    private final MemoryDisk disk = new MemoryDisk();
    private int capacity = Integer.MAX_VALUE;

    @Test
    void shouldWriteTornPagesAgainWhenTheDiskHasSpace() throws IOException {
        PageFile file = new PageFile("some", PAGE, 0, 1, this::open, ByteBuffer.allocateDirect(4 * PAGE));
        capacity = 2 * PAGE + 100;
        file.begin();
        assertThatThrownBy(() -> {
                    for (int page = 0; page < 10; page++) {
                        file.add(page(page), 0);
                    }
                    file.flush();
                })
                .hasMessageContaining("No space left on device");
        assertThat(file.written()).isZero();
        capacity = Integer.MAX_VALUE;
        file.begin();
        for (int page = file.written(); page < 10; page++) {
            file.add(page(page), 0);
        }
        file.flush();
        assertThat(file.written()).isEqualTo(10);
        ByteBuffer into = ByteBuffer.allocateDirect(PAGE + PageFile.TRAILER);
        for (int page = 0; page < 10; page++) {
            file.read(page, into);
            assertThat(into.limit(PAGE)).isEqualTo(page(page));
        }
    }

    @Test
    void shouldRefuseARequestThatTheCacheCannotHold() {
        RecordFiles files = new RecordFiles(disk, Path.of("records"), RecordFiles.CACHE_MIN, 1);
        RecordStore some = files.create("some", SIZE);
        RecordStore other = files.create("other", SIZE);
        some.reserve(40 * PageCache.PAGE_RECORDS);
        assertThatThrownBy(() -> other.reserve(40 * PageCache.PAGE_RECORDS))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("the cache of the records has 64 pages, but this request may fill 82")
                .hasMessageContaining("raise memory.off-heap to " + (128L * PageCache.FRAME + (1 << 20)) + " bytes");
        some.keep();
        other.reserve(40 * PageCache.PAGE_RECORDS);
        for (int i = 0; i < 40 * PageCache.PAGE_RECORDS; i++) {
            other.append();
        }
        other.keep();
        some.reserve(40 * PageCache.PAGE_RECORDS);
    }

    private DiskFile open(String name) throws IOException {
        DiskFile file = disk.open(Path.of("records"), "lock", any -> true).create(name);
        return new DiskFile() {
            @Override
            public int read(ByteBuffer target, long position) throws IOException {
                return file.read(target, position);
            }

            @Override
            public void write(ByteBuffer source, long position) throws IOException {
                int fits = (int) Math.min(source.remaining(), Math.max(0, capacity - position));
                boolean full = fits < source.remaining();
                file.write(source.slice(source.position(), fits), position);
                source.position(source.position() + fits);
                if (full) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void allocate(long size) throws IOException {
                file.allocate(size);
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public void force() throws IOException {
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    private static ByteBuffer page(int number) {
        ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
        for (int i = 0; i < PAGE; i++) {
            page.put(i, (byte) (number * 31 + i));
        }
        return page;
    }
}
