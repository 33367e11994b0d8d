package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the calls of a callback, and looks at the disk at each of them. */
final class CountedDurability implements DurabilityCallback {
    /** A block is on the disk after the write of the block, the write of its mark, and the force. */
    private static final int CALLS_OF_A_BLOCK = 3;

    private final MemoryDisk disk;
    private final long callsBefore;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean isAfterForce;

    CountedDurability(MemoryDisk disk) {
        this.disk = disk;
        this.callsBefore = disk.calls();
    }

    @Override
    public void durable() {
        isAfterForce = disk.calls() >= callsBefore + CALLS_OF_A_BLOCK;
        told.add("durable");
    }

    @Override
    public void failed(String why) {
        told.add("failed");
    }

    /** Returns the number of calls and the last one. */
    String calls() {
        return told.size() + (told.isEmpty() ? "" : " " + told.get(told.size() - 1));
    }

    boolean isAfterForce() {
        return isAfterForce;
    }
}
