package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.image.ImageReader;
import java.nio.ByteBuffer;

/** What a checkpoint says about a replica: its position, its times and its sessions. */
public final class SavedReplica {
    private final long op;
    private final int view;
    private final long lastTimestamp;
    private final long reservedTime;
    private final SessionTable sessions = new SessionTable();

    private SavedReplica(ImageReader image, ByteBuffer replies) {
        op = image.getLong();
        view = image.getInt();
        lastTimestamp = image.getLong();
        reservedTime = image.getLong();
        sessions.restore(image, replies);
    }

    /** Reads what {@link Replica#save} wrote. */
    public static SavedReplica read(ImageReader image, ByteBuffer replies) {
        return new SavedReplica(image, replies);
    }

    /** Returns the position of the last operation. */
    public long op() {
        return op;
    }

    /** Returns the view. */
    public int view() {
        return view;
    }

    /** Returns the time of the last operation or local read, ns since 1970. */
    public long lastTimestamp() {
        return lastTimestamp;
    }

    /** Returns the time that the log had reserved, ns since 1970. */
    long reservedTime() {
        return reservedTime;
    }

    /** Returns the number of sessions. */
    public int sessionCount() {
        return sessions.all().size();
    }

    /** Returns the greatest position of a last reply; 0 if there is no session. */
    public long lastReplyOp() {
        return sessions.all().stream()
                .mapToLong(session -> session.reply().op())
                .max()
                .orElse(0);
    }

    SessionTable sessions() {
        return sessions;
    }
}
