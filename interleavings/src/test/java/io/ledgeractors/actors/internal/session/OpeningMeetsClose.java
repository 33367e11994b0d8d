package io.ledgeractors.actors.internal.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The end of opening a ledger meets the close of a session that waits for it. */
@JCStressTest
@Description("A session that is closed while its ledger opens leaves no session behind and tells its end.")
@Outcome(
        id = {"0 closed, Closed", "1 closed, Closed"},
        expect = ACCEPTABLE,
        desc = "The session of the ledger was closed, or there never was one.")
@Outcome(
        id = ".*",
        expect = FORBIDDEN,
        desc = "A session of the ledger stays open, or the listener does not know of the end.")
@State
public class OpeningMeetsClose {
    private final CompletableFuture<Connection> opening = new CompletableFuture<>();
    private final OneConnection connection = new OneConnection();
    private final OpeningSession session = new OpeningSession(opening);
    private volatile String last = "nothing";

    public OpeningMeetsClose() {
        session.start(state -> last = state.getClass().getSimpleName());
    }

    @Actor
    public void opener() {
        opening.complete(connection);
    }

    @Actor
    public void closer() {
        session.close();
    }

    @Arbiter
    public void arbiter(LL_Result result) {
        result.r1 = connection.sessions();
        result.r2 = last;
    }
}
