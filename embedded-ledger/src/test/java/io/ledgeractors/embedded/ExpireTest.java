package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger in memory whose clock a test moves, and that the test wakes. */
class ExpireTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ManualClock clock = new ManualClock();
    private EmbeddedLedger ledger;
    private LedgerSession session;

    @BeforeEach
    void open() {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory().withClock(clock));
        session = ledger.newSession();
        CompletableFuture<Void> open = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered) {
                open.complete(null);
            }
        });
        open.join();
        ask(Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(1), Bodies.account(2))));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldSayWhenTheNextTransferExpiresAndExpireItThen() {
        assertThat(pass().nextExpiry()).isEqualTo(Long.MAX_VALUE);
        long created = reserve(3, 1);
        ExpiryPass before = pass();
        assertThat(before.nextExpiry()).isEqualTo(created + SECOND);
        assertThat(before.timestamp()).isEqualTo(created);

        clock.setRealtimeNanos(created + SECOND - 1);
        assertThat(pass().nextExpiry()).isEqualTo(created + SECOND);
        clock.setRealtimeNanos(created + SECOND);
        assertThat(pass().nextExpiry()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldSayThatItIsClosed() {
        ledger.close();
        assertThatThrownBy(this::pass)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private ExpiryPass pass() {
        return ledger.expire().toCompletableFuture().join();
    }

    private long reserve(long id, int seconds) {
        Transfer pending = Bodies.transfer(id, 1, 2, 5).toBuilder()
                .flags(TransferFlags.PENDING)
                .timeout(seconds)
                .build();
        return ask(Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(pending)))
                .timestamp();
    }

    private Outcome.Reply ask(Operation operation, ByteBuffer body) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome::complete);
        return (Outcome.Reply) outcome.join();
    }
}
