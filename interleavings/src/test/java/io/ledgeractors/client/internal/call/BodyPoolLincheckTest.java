package io.ledgeractors.client.internal.call;

import io.ledgeractors.interleavings.Linearizability;
import java.nio.ByteBuffer;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pool of buffers is linearizable. */
@Tag("campaign")
public class BodyPoolLincheckTest {
    private static final int SIZE = 4096;

    private final ByteBuffer marked = ByteBuffer.allocate(SIZE);
    private final BodyPool pool = new BodyPool(3 * SIZE);

    public BodyPoolLincheckTest() {
        pool.release(marked);
    }

    /** Returns true if the caller got the marked buffer. */
    @Operation
    public boolean take() {
        return pool.take(1) == marked;
    }

    @Operation
    public void release() {
        pool.release(ByteBuffer.allocate(SIZE));
    }

    @Operation
    public long keptBytes() {
        return pool.keptBytes();
    }

    @Test
    void shouldBeLinearizable() {
        Linearizability.explore(BodyPoolLincheckTest.class);
    }
}
