package io.ledgeractors.tck.session;

import static io.ledgeractors.wire.Operation.CREATE_ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * The tests that a {@link LedgerSession} must pass, including those with a ledger that stops answering. Extend it as
 * {@link LedgerSessionContract}.
 */
public abstract class SilentLedgerContract extends LedgerSessionContract {
    /** Creates the contract; subclasses call this. */
    protected SilentLedgerContract() {}

    /** Makes the ledger behind the sessions of this test accept requests and answer none from now on. */
    protected abstract void silenceLedger();

    @Test
    void shouldEndTheRequestInFlightAsUnknownWhenItIsClosed() {
        Probe probe = open();
        silenceLedger();
        List<Outcome> calls = new CopyOnWriteArrayList<>();
        CompletableFuture<Object> outcome =
                probe.submit(CREATE_ACCOUNTS, SessionRequests.accounts(List.of(things.account())), calls);
        probe.close();
        assertThat(Probe.await(outcome)).isInstanceOf(Outcome.Unknown.class);
        assertThat(calls).hasSize(1);
    }
}
