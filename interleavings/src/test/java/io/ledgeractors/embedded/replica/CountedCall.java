package io.ledgeractors.embedded.replica;

import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that counts its outcomes. */
final class CountedCall implements LocalCall {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public boolean begin() {
        return true;
    }

    @Override
    public void executed(ByteBuffer body, long timestamp) {}

    @Override
    public void durable() {
        told.add("durable");
    }

    @Override
    public void evicted(EvictionReason reason) {
        told.add("evicted");
    }

    @Override
    public void full(String why) {
        told.add("full");
    }

    @Override
    public void notSent(String why) {
        told.add("not sent");
    }

    @Override
    public void unknown(String why) {
        told.add("unknown");
    }

    /** Returns the number of outcomes and the last one. */
    String outcomes() {
        return told.size() + (told.isEmpty() ? "" : " " + told.get(told.size() - 1));
    }
}
