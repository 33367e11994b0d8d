package io.ledgeractors.client.internal.state;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ledgeractors.session.SessionState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/** New states meet a listener that begins to follow them. */
@JCStressTest
@Description("A listener gets the present state at once and then every change, each once and in order.")
@Outcome(
        id = {"012, true", "12, true", "2, true"},
        expect = ACCEPTABLE,
        desc = "The listener was told the present state first and all later ones.")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "A state was lost, late, or told twice or out of order.")
@State
public class PublishMeetsFollow {
    private final StateFeed feed = new StateFeed();
    private final StringBuffer heard = new StringBuffer();
    private boolean isTold;

    @Actor
    public void session() {
        feed.publish(new SessionState.Opening());
        feed.publish(new SessionState.Closed("2"));
    }

    @Actor
    public void follower() {
        feed.follow(state -> heard.append(number(state)));
        isTold = !heard.isEmpty();
    }

    @Arbiter
    public void arbiter(LZ_Result result) {
        result.r1 = heard.toString();
        result.r2 = isTold;
    }

    private static int number(SessionState state) {
        if (state instanceof SessionState.Closed) {
            return 2;
        }
        return state instanceof SessionState.Connecting ? 0 : 1;
    }
}
