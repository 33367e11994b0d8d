package io.ledgeractors.testkit.internal.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * A trace takes each step of a simulation. It keeps a hash of all steps and the text of the last ones. One thread uses
 * it.
 */
public final class Trace {
    private static final int LINES = 60;
    private static final int HASH_BYTES = 16;

    private final Agenda agenda;
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private final Deque<String> lines = new ArrayDeque<>();
    private long steps;

    public Trace(Agenda agenda) {
        this.agenda = agenda;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("each JVM has SHA-256", missing);
        }
    }

    /** Adds a step with a number that tells what it carried, such as the checksum of a frame. */
    public void add(String step, long what) {
        steps++;
        add(agenda.monotonicNanos());
        digest.update(step.getBytes(StandardCharsets.UTF_8));
        add(what);
        if (lines.size() == LINES) {
            lines.remove();
        }
        lines.add(agenda.monotonicNanos() / 1_000 + " us: " + step + " " + Long.toHexString(what));
    }

    private void add(long value) {
        number.putLong(0, value);
        digest.update(number.array());
    }

    /** Returns the number of steps so far. */
    public long steps() {
        return steps;
    }

    /** Returns the last steps in words, the newest last. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the hash of all steps. Nothing can be added afterwards. */
    public String hash() {
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }
}
