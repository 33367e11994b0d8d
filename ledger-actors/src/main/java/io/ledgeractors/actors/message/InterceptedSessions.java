package io.ledgeractors.actors.message;

import io.ledgeractors.session.LedgerSession;
import java.util.function.Supplier;
import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API of ledger-testkit. Sessions for {@code LedgerSetup.create} and {@code Ledger.open} that bring an
 * interceptor for the batcher that uses them.
 */
@InternalApi
@DoNotInherit
public interface InterceptedSessions extends Supplier<LedgerSession> {
    /** Returns the interceptor, the same one at every call. */
    AskInterceptor interceptor();
}
