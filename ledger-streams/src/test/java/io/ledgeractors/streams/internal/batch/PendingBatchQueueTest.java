package io.ledgeractors.streams.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.StreamOutcomeUnknownException;
import io.ledgeractors.streams.StreamRefusedException;
import io.ledgeractors.streams.TestTransfers;
import io.ledgeractors.streams.TransferBatch;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import org.junit.jupiter.api.Test;

class PendingBatchQueueTest {
    private final PendingBatchQueue<TransferBatch> queue = new PendingBatchQueue<>(2);

    @Test
    void shouldLetResultsOutInOrderOnly() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        PendingBatch<TransferBatch> second = add(batch(3, 2));
        assertThat(queue.mayAdd()).isFalse();
        answer(second);
        assertThat(queue.isHeadAnswered()).isFalse();
        answer(first);
        assertThat(queue.isHeadAnswered()).isTrue();
        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.mayAdd()).isTrue();
        assertThat(queue.poll()).isSameAs(second);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.failure(true)).isNull();
    }

    @Test
    void shouldDeliverTheResultsBeforeAFailureFirst() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        PendingBatch<TransferBatch> second = add(batch(3, 2));
        queue.unknown(second, "gone");
        assertThat(queue.mayAdd()).isFalse();
        assertThat(queue.failure(false)).isNull();
        answer(first);
        assertThat(queue.failure(false)).isNull();
        queue.poll();
        StreamOutcomeUnknownException failure = (StreamOutcomeUnknownException) queue.failure(false);
        assertThat(failure.ids()).containsExactly(UInt128.of(3), UInt128.of(4));
        assertThat(failure.count()).isEqualTo(2);
        assertThat(failure).hasMessageContaining("outcome of 2").hasMessageContaining("gone");
    }

    @Test
    void shouldWaitForTheOtherBatchesBeforeItCallsThemUnknown() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        add(batch(3, 3));
        queue.unknown(first, "gone");
        assertThat(queue.failure(false)).isNull();
        assertThat(((StreamOutcomeUnknownException) queue.failure(true)).count())
                .isEqualTo(5);
    }

    @Test
    void shouldCallRefusedWhatWasNotExecuted() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        PendingBatch<TransferBatch> second = add(batch(3, 3));
        queue.refused(first, Refusal.CLOSED, "shutting down");
        assertThat(queue.failure(false)).isNull();
        queue.refused(second, Refusal.CLOSED, "shutting down");
        StreamRefusedException failure = (StreamRefusedException) queue.failure(false);
        assertThat(failure.count()).isEqualTo(5);
        assertThat(failure.reason()).isEqualTo(Refusal.CLOSED);
        assertThat(failure).hasMessageContaining("shutting down");
    }

    @Test
    void shouldNotHideAnExecutedBatchBehindARefusedOne() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        PendingBatch<TransferBatch> second = add(batch(3, 3));
        queue.refused(first, Refusal.INVALID, "no");
        answer(second);
        StreamOutcomeUnknownException failure = (StreamOutcomeUnknownException) queue.failure(false);
        assertThat(failure.ids()).containsExactly(UInt128.of(3), UInt128.of(4), UInt128.of(5));
    }

    @Test
    void shouldSendOverloadedBatchesAgainInOrder() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        PendingBatch<TransferBatch> second = add(batch(3, 3));
        queue.refused(first, Refusal.OVERLOADED, "full");
        assertThat(queue.mayRetry()).isFalse();
        assertThat(queue.mayAdd()).isFalse();
        queue.refused(second, Refusal.OVERLOADED, "full");
        assertThat(queue.mayRetry()).isTrue();
        assertThat(queue.failure(true)).isNull();
        assertThat(queue.takeRetries()).containsExactly(first, second);
        assertThat(queue.inFlight()).isEqualTo(2);
        assertThat(queue.takeRetries()).isEmpty();
    }

    @Test
    void shouldGiveUpOnAnOverloadThatLasts() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        queue.refused(first, Refusal.OVERLOADED, "full");
        queue.abandonRetries();
        StreamRefusedException failure = (StreamRefusedException) queue.failure(false);
        assertThat(failure.reason()).isEqualTo(Refusal.OVERLOADED);
        assertThat(failure.count()).isEqualTo(2);
    }

    @Test
    void shouldFailWithTheErrorOfABatchItself() {
        LedgerStreamException wrong = new ChainOpenException(UInt128.of(9), 1, "the batch ended");
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        TransferBatch bad = batch(9, 1);
        queue.addInvalid(bad, bad, wrong);
        assertThat(queue.failure(false)).isNull();
        answer(first);
        queue.poll();
        assertThat(queue.failure(false)).isSameAs(wrong);
    }

    @Test
    void shouldNeverCallRefusedWhatMayHaveBeenExecuted() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        first.recovery = new BatchRecovery(Operation.CREATE_TRANSFERS, first.batch.bytes(), 0, new IdGenerator()::next);
        queue.recover(first, "lost");
        assertThat(queue.isRecovering()).isTrue();
        queue.takeRetries();
        queue.refused(first, Refusal.CLOSED, "closing");
        assertThat(((StreamOutcomeUnknownException) queue.failure(false)).ids())
                .containsExactly(UInt128.of(1), UInt128.of(2));
    }

    @Test
    void shouldLetNothingOvertakeWhatIsBeingFoundOut() {
        PendingBatch<TransferBatch> first = add(batch(1, 2));
        first.recovery = new BatchRecovery(Operation.CREATE_TRANSFERS, first.batch.bytes(), 0, new IdGenerator()::next);
        queue.recover(first, "lost");
        assertThat(queue.mayAdd()).isFalse();
        queue.takeRetries();
        assertThat(queue.mayAdd()).isFalse();
        queue.abandonRetries();
        answer(first);
        assertThat(queue.mayAdd()).isTrue();
    }

    private PendingBatch<TransferBatch> add(TransferBatch batch) {
        return queue.add(batch, batch);
    }

    private void answer(PendingBatch<TransferBatch> submission) {
        queue.answered(submission, Bytes.allocate(16 * submission.batch.count()));
    }

    private static TransferBatch batch(long firstId, int events) {
        return TransferBatch.of(TestTransfers.chain(firstId, events, false));
    }
}
