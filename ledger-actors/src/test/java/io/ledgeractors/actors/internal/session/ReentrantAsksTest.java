package io.ledgeractors.actors.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.LedgerRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReentrantAsksTest {
    private final ReentrantAsks asks = new ReentrantAsks(2);

    @Test
    void shouldTakeWhatIsAskedWhileAnswersAreGivenOut() {
        Submit first = some();
        Submit second = some();
        asks.begin();
        assertThat(asks.take(first)).isTrue();
        assertThat(asks.take(second)).isTrue();
        asks.end();
        assertThat(asks.next()).isSameAs(first);
        assertThat(asks.next()).isSameAs(second);
        assertThat(asks.next()).isNull();
    }

    @Test
    void shouldLeaveToTheMailboxWhatIsAskedOtherwise() {
        assertThat(asks.take(some())).isFalse();
        asks.begin();
        asks.end();
        assertThat(asks.take(some())).isFalse();
        assertThat(asks.next()).isNull();
    }

    @Test
    void shouldLeaveAsksOfOtherThreadsToTheMailbox() {
        asks.begin();
        boolean isTaken = CompletableFuture.supplyAsync(() -> asks.take(some()), task -> new Thread(task).start())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(isTaken).isFalse();
        assertThat(asks.next()).isNull();
    }

    @Test
    void shouldLeaveAsksWithAnOrderToTheMailboxWhereThoseBeforeThemAre() {
        asks.begin();
        assertThat(asks.take(some().withOrder(7))).isFalse();
        assertThat(asks.next()).isNull();
    }

    @Test
    void shouldLeaveToTheMailboxAndItsBoundWhatIsTooMuch() {
        asks.begin();
        assertThat(asks.take(some())).isTrue();
        assertThat(asks.take(some())).isTrue();
        assertThat(asks.take(some())).isFalse();
        asks.next();
        assertThat(asks.take(some())).isTrue();
    }

    private static Submit some() {
        return LedgerRequest.createTransfers(List.of()).to(reply -> {});
    }
}
