package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.Random;

/** Makes the registers of clients that do nothing else. */
final class RegisterFrames {
    private RegisterFrames() {}

    /** Returns the register of a client with a random id. */
    static ByteBuffer of(UInt128 cluster, Random random) {
        int length = Operation.REGISTER.eventSize();
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REQUEST, cluster, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.CLIENT, UInt128.of(random.nextLong() | 1, random.nextLong()));
        frame.put(Header.Request.OPERATION, (byte) Operation.REGISTER.code());
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
        return frame;
    }
}
