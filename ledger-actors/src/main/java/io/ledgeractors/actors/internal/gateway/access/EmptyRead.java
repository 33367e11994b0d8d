package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;

/** The read of a caller that may see nothing of it. It asks the ledger nothing. */
final class EmptyRead implements FilteredRead {
    @Override
    public ReadStep begin() {
        return finished();
    }

    @Override
    public ReadStep answered(ByteBuffer results) {
        throw new IllegalStateException("the read was over before it asked anything");
    }

    static ReadStep finished() {
        return new ReadStep.Finished(Bytes.allocate(0));
    }
}
