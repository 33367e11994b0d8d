package io.ledgeractors.tck.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of a file: those that readers see, and those on the disk where they differ. Bytes that were never written
 * take no memory. Not thread-safe.
 */
final class FileBytes {
    private static final int SECTOR = 512;
    private static final byte[] NOTHING = new byte[SECTOR];
    private static final byte[] ZEROS = new byte[64 * 1024];

    /** Decides whether a sector that was written but not forced is on the disk after all. */
    interface Survives {
        boolean test();
    }

    // What readers see. It may be shorter than the file, whose other bytes are 0.
    private byte[] cached = new byte[0];
    private int size;
    // The disk's bytes of each sector that was written since its last force, or whose force lost it.
    private final Map<Integer, byte[]> onDisk = new HashMap<>();
    private final BitSet unforced = new BitSet();
    private boolean failed;

    FileBytes copy() {
        FileBytes copy = new FileBytes();
        copy.cached = cached.clone();
        copy.size = size;
        copy.onDisk.putAll(onDisk);
        copy.unforced.or(unforced);
        return copy;
    }

    /** Returns the file as the disk has it after a power cut. */
    FileBytes image(Survives survives) {
        FileBytes image = new FileBytes();
        image.cached = cached.clone();
        image.size = size;
        onDisk.forEach((sector, bytes) -> {
            if (!unforced.get(sector) || !survives.test()) {
                int from = sector * SECTOR;
                int length = Math.min(SECTOR, image.cached.length - from);
                System.arraycopy(bytes, 0, image.cached, from, length);
            }
        });
        return image;
    }

    int size() {
        return size;
    }

    /** Returns all bytes. The caller may change them, on the disk and in the cache. */
    byte[] all() {
        if (cached.length != size) {
            cached = Arrays.copyOf(cached, size);
        }
        onDisk.clear();
        unforced.clear();
        return cached;
    }

    /** Replaces all bytes, on the disk and in the cache. */
    void replace(byte[] bytes) {
        cached = bytes;
        size = bytes.length;
        onDisk.clear();
        unforced.clear();
    }

    int read(ByteBuffer target, long position) {
        int length = (int) Math.max(0, Math.min(target.remaining(), size - position));
        int written = (int) Math.max(0, Math.min(length, cached.length - position));
        if (written > 0) {
            target.put(cached, (int) position, written);
        }
        for (int left = length - written; left > 0; left -= Math.min(left, ZEROS.length)) {
            target.put(ZEROS, 0, Math.min(left, ZEROS.length));
        }
        return length;
    }

    void write(ByteBuffer source, int position) {
        int end = position + source.remaining();
        if (position >= cached.length && isZero(source)) {
            size = Math.max(size, end);
            source.position(source.limit());
            return;
        }
        if (source.hasRemaining()) {
            for (int sector = position / SECTOR; sector <= (end - 1) / SECTOR; sector++) {
                onDisk.computeIfAbsent(sector, this::cachedSector);
                unforced.set(sector);
            }
        }
        size = Math.max(size, end);
        if (end > cached.length) {
            cached = Arrays.copyOf(cached, Math.min(Math.max(end, 2 * cached.length), size));
        }
        source.get(cached, position, end - position);
    }

    private static boolean isZero(ByteBuffer bytes) {
        int at = bytes.position();
        for (; at <= bytes.limit() - Long.BYTES; at += Long.BYTES) {
            if (bytes.getLong(at) != 0) {
                return false;
            }
        }
        for (; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] cachedSector(int sector) {
        int from = sector * SECTOR;
        return from < cached.length ? Arrays.copyOfRange(cached, from, from + SECTOR) : NOTHING;
    }

    void grow(int newSize) {
        size = Math.max(size, newSize);
    }

    /** Makes the writes since the last force durable, or loses them although readers still see them. */
    void force(boolean lost) {
        if (!lost) {
            unforced.stream().forEach(onDisk::remove);
        }
        unforced.clear();
    }

    /** Remembers that a write or a force failed. */
    void fail() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }
}
