package io.ledgeractors.actors.internal.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Asks are counted on their way while others arrive. */
@JCStressTest
@Description("No ask on its way is counted twice or forgotten.")
@Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "One ask is on its way.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "The count of asks on their way is wrong.")
@State
public class AdmitMeetsArrive {
    private final LedgerStatus status = new LedgerStatus(2);
    private boolean isAdmitted;

    public AdmitMeetsArrive() {
        status.admit();
    }

    @Actor
    public void program() {
        isAdmitted = status.admit();
    }

    @Actor
    public void batcher() {
        status.arrived();
    }

    @Arbiter
    public void arbiter(ZI_Result result) {
        result.r1 = isAdmitted;
        int more = 0;
        while (status.admit()) {
            more++;
        }
        result.r2 = 2 - more;
    }
}
