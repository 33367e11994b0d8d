package io.ledgeractors.embedded.inspect;

import io.ledgeractors.port.DiskFile;
import io.ledgeractors.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Checks bytes of a file that are to be zero. */
final class Zeros {
    private static final int PIECE = 1 << 20;
    private static final String NOT_ZERO = "bytes that nothing is written to are not zero";

    private Zeros() {}

    /** Reports the first byte between two offsets that is not zero. */
    static void check(String name, DiskFile file, long from, long to, Damages damages) throws IOException {
        ByteBuffer piece = Bytes.allocate((int) Math.max(0, Math.min(PIECE, to - from)));
        for (long at = from; at < to; at += PIECE) {
            piece.clear().limit((int) Math.min(PIECE, to - at));
            int read = file.read(piece, at);
            if (!Bytes.isZero(piece, 0, read)) {
                damages.add(name, at + first(piece), NOT_ZERO);
                return;
            }
        }
    }

    /** Reports the first byte between two offsets of a buffer that is not zero. */
    static void check(String name, ByteBuffer buffer, int from, int to, long fileOffset, Damages damages) {
        if (!Bytes.isZero(buffer, from, to - from)) {
            damages.add(name, fileOffset + first(buffer.slice(from, to - from)), NOT_ZERO);
        }
    }

    private static int first(ByteBuffer bytes) {
        int at = 0;
        while (bytes.get(at) == 0) {
            at++;
        }
        return at;
    }
}
