package io.ledgeractors.embedded;

import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.StateSettings;
import java.util.Objects;

/**
 * What memory a ledger may take, beside that of requests under way. Who needs more is refused before anything is
 * changed; reads still work. Immutable.
 *
 * @param records where transfers and the events of accounts are, 208 bytes for each transfer
 * @param offHeap most bytes off the heap for records in files, at least 16 MiB; not for {@link Records#OFF_HEAP},
 *     which takes what the JVM gives ({@code -XX:MaxDirectMemorySize})
 * @param heap most bytes of heap for ids, indexes and whatever else grows with the ledger, at least 16 MiB; a
 *     transfer takes about 64
 */
public record MemorySettings(Records records, long offHeap, long heap) {
    /** The least {@link #offHeap}: what full requests write, several times. */
    public static final long OFF_HEAP_MIN = 16 << 20;

    /** Where records that are written once are kept. */
    public enum Records {
        /** In files of the directory of the data, with a cache; without a directory: off the heap. */
        FILE,
        /** All of them in direct memory: faster, and as large as the ledger. */
        OFF_HEAP
    }

    /** Checks the bounds. */
    public MemorySettings {
        Objects.requireNonNull(records, "records");
        if (offHeap < OFF_HEAP_MIN) {
            throw new IllegalArgumentException(
                    "memory.off-heap must be at least " + OFF_HEAP_MIN + " bytes, but is " + offHeap);
        }
        if (heap < StateSettings.HEAP_MIN) {
            throw new IllegalArgumentException(
                    "memory.heap must be at least " + StateSettings.HEAP_MIN + " bytes, but is " + heap);
        }
    }

    /** Records in files, 256 MiB of cache, three quarters of the heap that this JVM may have. */
    public static MemorySettings create() {
        long heap = Runtime.getRuntime().maxMemory() / 4 * 3;
        return new MemorySettings(Records.FILE, RecordFiles.CACHE_DEFAULT, Math.max(StateSettings.HEAP_MIN, heap));
    }

    /** The same with another place of the records. */
    public MemorySettings withRecords(Records place) {
        return new MemorySettings(place, offHeap, heap);
    }

    /** The same with another number of bytes off the heap. */
    public MemorySettings withOffHeap(long bytes) {
        return new MemorySettings(records, bytes, heap);
    }

    /** The same with another number of bytes of heap. */
    public MemorySettings withHeap(long bytes) {
        return new MemorySettings(records, offHeap, bytes);
    }
}
