package io.ledgeractors.embedded.checkpoint;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.replica.Replica;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a checkpoint: the seed of the ledger's hashes, the numbers of records and those of them that are not in
 * their files, the position, the times and the sessions of the replica, then the last replies of the sessions. Replies
 * do not change once they were given, so they are not copied.
 */
public final class LedgerImage {
    private LedgerImage() {}

    /** Returns the parts of the body, for a replica between two operations. */
    static List<ByteBuffer> of(long seed, RecordFiles records, Replica replica) {
        ImageWriter image = new ImageWriter();
        image.putLong(seed);
        records.save(image);
        List<ByteBuffer> replies = replica.save(image);
        ByteBuffer bytes = image.written();
        ByteBuffer length = Bytes.allocate(Long.BYTES);
        length.putLong(0, bytes.remaining());
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(length);
        parts.add(bytes);
        parts.addAll(replies);
        return parts;
    }

    /** Returns a reader of all parts but the replies. */
    public static ImageReader reader(ByteBuffer body) {
        int length = (int) body.getLong(0);
        return new ImageReader(body.slice(Long.BYTES, length));
    }

    /** Returns the replies, one behind the other. */
    public static ByteBuffer replies(ByteBuffer body) {
        int before = Long.BYTES + (int) body.getLong(0);
        return body.slice(before, body.limit() - before).order(body.order());
    }
}
