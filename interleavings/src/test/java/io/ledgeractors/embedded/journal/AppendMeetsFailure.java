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
import org.openjdk.jcstress.infra.results.LL_Result;

/** A record is appended while the log fails. */
@JCStressTest
@Description("No callback is lost or says that a record is durable when the log fails.")
@Outcome(
        id = {"0, refused", "1 failed, appended"},
        expect = ACCEPTABLE,
        desc = "The record was refused, or its callback told the failure.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The callback was lost, came twice or told a lie.")
@State
public class AppendMeetsFailure {
    private final MemoryDisk disk = new MemoryDisk();
    private final Journal journal = Journals.open(disk);
    private final CountedDurability callback = new CountedDurability(disk);
    private String append = "appended";

    public AppendMeetsFailure() {
        journal.append(1, Journals.RECORD);
        disk.failAt(0);
    }

    @Actor
    public void ledger() {
        try {
            journal.append(2, Journals.RECORD);
        } catch (IllegalStateException failed) {
            append = "refused";
            return;
        }
        journal.whenDurable(2, callback);
    }

    @Actor
    public void log() {
        journal.step();
    }

    @Arbiter
    public void arbiter(LL_Result result) {
        journal.step();
        result.r1 = callback.calls();
        result.r2 = append;
    }
}
