package io.ledgeractors.client.internal.call;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/** Two callers take a buffer from a pool that has one. */
@JCStressTest
@Description("A buffer of the pool is never lent to two callers.")
@Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "One of them got a new buffer.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "One buffer was lent twice, or the count is wrong.")
@State
public class TakesMeet {
    private final BodyPool pool = new BodyPool(1 << 20);
    private ByteBuffer first;
    private ByteBuffer second;

    public TakesMeet() {
        pool.release(ByteBuffer.allocate(4096));
    }

    @Actor
    public void firstCaller() {
        first = pool.take(8);
    }

    @Actor
    public void secondCaller() {
        second = pool.take(8);
    }

    @Arbiter
    public void arbiter(ZJ_Result result) {
        result.r1 = first == second;
        result.r2 = pool.keptBytes();
    }
}
