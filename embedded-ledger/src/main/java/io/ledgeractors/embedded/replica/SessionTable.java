package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a replica. A session beyond {@link #MAX} evicts the one whose last reply is oldest. One thread
 * changes the table; any thread may look sessions up. Source: protocol fact sheet, section 4.
 */
final class SessionTable {
    /** The greatest number of sessions. */
    static final int MAX = 64;

    // The map is concurrent, because other threads look sessions up.
    private final Map<UInt128, Session> byClient = new ConcurrentHashMap<>();

    /** Returns the session of a client, or null. */
    @Nullable
    Session of(UInt128 client) {
        return byClient.get(client);
    }

    /** Returns the client that a session of this client would evict; zero if there is room. */
    UInt128 toEvict(UInt128 client) {
        boolean isFull = byClient.size() >= MAX && !byClient.containsKey(client);
        return isFull ? oldest().client() : UInt128.ZERO;
    }

    /** Adds a session in the place of the one that {@link #toEvict} named. */
    void add(Session session, UInt128 evicted) {
        byClient.remove(evicted);
        byClient.put(session.client(), session);
    }

    /** Returns all sessions. */
    Collection<Session> all() {
        return byClient.values();
    }

    /** Writes the sessions for a checkpoint, and returns their last replies in the same order. */
    List<ByteBuffer> save(ImageWriter image) {
        List<ByteBuffer> replies = new ArrayList<>();
        image.putInt(byClient.size());
        for (Session session : byClient.values()) {
            ByteBuffer reply = session.reply().frame().duplicate().clear();
            image.putU128(session.client());
            image.putLong(session.number());
            image.putInt(session.release().code());
            image.putInt(reply.remaining());
            replies.add(reply);
        }
        return replies;
    }

    /** Takes the sessions of a checkpoint. */
    void restore(ImageReader image, ByteBuffer replies) {
        int sessions = image.getInt();
        int at = 0;
        for (int i = 0; i < sessions; i++) {
            UInt128 client = image.getU128();
            long number = image.getLong();
            Release release = new Release(image.getInt());
            int length = image.getInt();
            add(new Session(client, number, release, StoredReply.restored(replies, at, length)), UInt128.ZERO);
            at += length;
        }
    }

    private Session oldest() {
        Session oldest = null;
        for (Session session : byClient.values()) {
            if (oldest == null || session.reply().timestamp() < oldest.reply().timestamp()) {
                oldest = session;
            }
        }
        if (oldest == null) {
            throw new IllegalStateException("no session to evict");
        }
        return oldest;
    }
}
