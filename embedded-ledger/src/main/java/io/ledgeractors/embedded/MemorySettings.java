package io.ledgeractors.embedded;

import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.StateSettings;
import java.util.Objects;

/**
 * The bounds of a ledger's memory, besides the memory of requests in flight. A request that needs more is refused
 * before anything is changed; reads still work. Immutable.
 *
 * @param records the place of transfers and of the events of accounts, 208 bytes for each transfer
 * @param offHeap greatest number of bytes off the heap for records in files, at least 16 MiB. It does not bound {@link
 *     Records#OFF_HEAP}, which takes what the JVM gives ({@code -XX:MaxDirectMemorySize})
 * @param heap greatest number of bytes of heap for ids, indexes and all else that grows with the ledger, at least 16
 *     MiB; a transfer takes about 64 bytes
 */
public record MemorySettings(Records records, long offHeap, long heap) {
    /** The least {@link #offHeap} in bytes: several times what full requests write. */
    public static final long OFF_HEAP_MIN = 16 << 20;

    /** The place of records that are written once. */
    public enum Records {
        /** Keeps them in files of the ledger's directory, with a cache; off the heap if the ledger has no directory. */
        FILE,
        /**
         * Keeps them in direct memory, which is faster and grows with the ledger. Such a ledger takes no checkpoints,
         * so a start replays its whole log. A directory that has a checkpoint is refused.
         */
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

    /** Returns the defaults: records in files, 256 MiB of cache, three quarters of the heap that this JVM may have. */
    public static MemorySettings create() {
        long heap = Runtime.getRuntime().maxMemory() / 4 * 3;
        return new MemorySettings(Records.FILE, RecordFiles.CACHE_DEFAULT, Math.max(StateSettings.HEAP_MIN, heap));
    }

    /** Returns a copy with this place of the records. */
    public MemorySettings withRecords(Records place) {
        return new MemorySettings(place, offHeap, heap);
    }

    /** Returns a copy with this number of bytes off the heap. */
    public MemorySettings withOffHeap(long bytes) {
        return new MemorySettings(records, bytes, heap);
    }

    /** Returns a copy with this number of bytes of heap. */
    public MemorySettings withHeap(long bytes) {
        return new MemorySettings(records, offHeap, bytes);
    }
}
