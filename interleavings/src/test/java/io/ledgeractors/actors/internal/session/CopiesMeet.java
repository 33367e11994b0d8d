package io.ledgeractors.actors.internal.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Two replies meet at the one copy that may be reused. */
@JCStressTest
@Description("A copy that is in use is not given to another reply.")
@Outcome(id = "false", expect = ACCEPTABLE, desc = "Each reply has a copy of its own.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "Two replies share a copy.")
@State
public class CopiesMeet {
    private static final ByteBuffer BODY = Bytes.allocate(16 * 1024);
    private static final ByteBuffer SPARE = Bytes.allocate(16 * 1024);

    private final ReplyCopies copies = new ReplyCopies();
    private ByteBuffer first;
    private ByteBuffer second;

    public CopiesMeet() {
        copies.release(SPARE);
    }

    @Actor
    public void firstSession() {
        first = copies.of(BODY);
    }

    @Actor
    public void secondSession() {
        second = copies.of(BODY);
    }

    @Arbiter
    public void arbiter(Z_Result result) {
        result.r1 = first == second;
    }
}
