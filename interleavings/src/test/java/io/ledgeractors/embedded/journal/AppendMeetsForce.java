package io.ledgeractors.embedded.journal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.tck.disk.MemoryDisk;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/** A record is appended while the log writes and forces. */
@JCStressTest
@Description("A callback comes once, and after the force of its record.")
@Outcome(id = "1 durable, true", expect = ACCEPTABLE, desc = "The record was durable when the callback came.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The callback was lost or came twice or too early.")
@State
public class AppendMeetsForce {
    private final MemoryDisk disk = new MemoryDisk();
    private final Journal journal = Journals.open(disk);
    private final CountedDurability callback = new CountedDurability(disk);

    @Actor
    public void ledger() {
        journal.append(1, Journals.RECORD);
        journal.whenDurable(1, callback);
    }

    @Actor
    public void log() {
        journal.step();
    }

    @Arbiter
    public void arbiter(LZ_Result result) {
        journal.step();
        result.r1 = callback.calls();
        result.r2 = callback.isAfterForce();
    }
}
