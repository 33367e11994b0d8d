package io.ledgeractors.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests which bodies are valid and how many timestamps they need. Numbers: protocol fact sheet, sections 5 and 6. */
class RequestsTest {
    private final StateMachine machine = new StateMachine(StateSettings.create());
    private final StateMachine development =
            new StateMachine(StateSettings.create().withBatchSizeLimit(32_512));

    @Test
    void shouldAcceptAsManyEventsAsARealServer() {
        assertThat(valid(machine, Operation.CREATE_TRANSFERS, 8189)).isTrue();
        assertThat(valid(machine, Operation.CREATE_TRANSFERS_SPARSE, 8189)).isTrue();
        assertThat(valid(machine, Operation.LOOKUP_ACCOUNTS, 8189)).isTrue();
        assertThat(valid(machine, Operation.LOOKUP_ACCOUNTS, 8190)).isFalse();
        assertThat(valid(machine, Operation.CREATE_TRANSFERS_PLAIN, 8190)).isTrue();
        assertThat(valid(machine, Operation.LOOKUP_TRANSFERS_PLAIN, 8190)).isTrue();
        assertThat(valid(machine, Operation.LOOKUP_TRANSFERS_PLAIN, 8191)).isFalse();
        assertThat(valid(development, Operation.CREATE_ACCOUNTS, 253)).isTrue();
        assertThat(valid(development, Operation.CREATE_ACCOUNTS, 254)).isFalse();
        assertThat(valid(development, Operation.LOOKUP_ACCOUNTS, 2031)).isTrue();
        assertThat(valid(development, Operation.LOOKUP_ACCOUNTS, 2032)).isFalse();
    }

    @Test
    void shouldAcceptNoEventsAndManyBatches() {
        assertThat(valid(machine, Operation.CREATE_TRANSFERS, 0, 0)).isTrue();
        assertThat(valid(machine, Operation.CREATE_TRANSFERS, 3, 1, 0, 2)).isTrue();
        assertThat(valid(machine, Operation.CREATE_TRANSFERS_PLAIN, 0)).isTrue();
        assertThat(timestamps(Operation.CREATE_TRANSFERS, 3, 1, 0, 2)).isEqualTo(3);
        assertThat(timestamps(Operation.CREATE_ACCOUNTS_PLAIN, 5)).isEqualTo(5);
        assertThat(timestamps(Operation.LOOKUP_ACCOUNTS, 3, 3)).isZero();
        assertThat(timestamps(Operation.GET_CHANGE_EVENTS, 1)).isZero();
    }

    @Test
    void shouldAcceptOneFilterPerBatch() {
        assertThat(valid(machine, Operation.QUERY_TRANSFERS, 2, 1, 1)).isTrue();
        assertThat(valid(machine, Operation.QUERY_TRANSFERS, 2, 2)).isFalse();
        assertThat(valid(machine, Operation.QUERY_TRANSFERS, 1, 1, 0)).isFalse();
        assertThat(valid(machine, Operation.QUERY_TRANSFERS_PLAIN, 1)).isTrue();
        assertThat(valid(machine, Operation.QUERY_TRANSFERS_PLAIN, 2)).isFalse();
        assertThat(valid(machine, Operation.GET_CHANGE_EVENTS, 0)).isFalse();
    }

    @Test
    void shouldRefuseQueriesWhoseResultsMayNotFit() {
        assertThat(validQueries(4000, 4188)).isTrue();
        assertThat(validQueries(4000, 4190)).isFalse();
        assertThat(validQueries(20_000)).isTrue();
        assertThat(validQueries(-1)).isTrue();
        assertThat(validQueries(-1, 1)).isFalse();
    }

    @Test
    void shouldRefuseMalformedBodies() {
        ByteBuffer body = Book.body(Operation.CREATE_TRANSFERS, 2, 2);
        int length = body.limit();
        assertThat(isValid(Operation.CREATE_TRANSFERS, body, 0, length)).isTrue();
        assertThat(isValid(Operation.CREATE_TRANSFERS, body, 0, 0)).isFalse();
        assertThat(isValid(Operation.CREATE_TRANSFERS, body, 0, length - 1)).isFalse();
        assertThat(isValid(Operation.CREATE_TRANSFERS, body, 128, length - 128)).isFalse();
        assertThat(isValid(Operation.CREATE_TRANSFERS_PLAIN, body, 0, 100)).isFalse();
        assertThat(isValid(Operation.REGISTER, body, 0, 256)).isFalse();
        body.put(260, (byte) 0);
        assertThat(isValid(Operation.CREATE_TRANSFERS, body, 0, length)).isFalse();
    }

    @Test
    void shouldNotExecuteAnInvalidBody() {
        ByteBuffer body = Bytes.allocate(128);
        assertThatThrownBy(() -> machine.execute(Operation.CREATE_TRANSFERS, 5, body, 0, 128, Bytes.allocate(128), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> isValid(Operation.CREATE_TRANSFERS, ByteBuffer.allocate(128), 0, 128))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadAndWriteAtOffsets() {
        ByteBuffer body = Book.body(Operation.LOOKUP_ACCOUNTS, 1, 1);
        ByteBuffer request = Bytes.allocate(300).put(77, body, 0, body.limit());
        ByteBuffer reply = Bytes.allocate(400);
        int length = machine.execute(Operation.LOOKUP_ACCOUNTS, 5, request, 77, body.limit(), reply, 33);
        assertThat(length).isEqualTo(128);
        assertThat(MultiBatch.batches(reply, 33, length, 128)).isEqualTo(1);
        assertThat(MultiBatch.count(reply, 33, length, 0)).isZero();
    }

    private boolean isValid(Operation operation, ByteBuffer body, int offset, int length) {
        return machine.validate(operation, body, offset, length) != null;
    }

    private boolean validQueries(int... limits) {
        int[] batches = new int[limits.length];
        Arrays.fill(batches, 1);
        ByteBuffer body = Book.body(Operation.QUERY_TRANSFERS, limits.length, batches);
        for (int i = 0; i < limits.length; i++) {
            body.putInt(i * QueryFilterCodec.SIZE + QueryFilterCodec.LIMIT, limits[i]);
        }
        return isValid(Operation.QUERY_TRANSFERS, body, 0, body.limit());
    }

    private static boolean valid(StateMachine machine, Operation operation, int events, int... batches) {
        ByteBuffer body = Book.body(operation, events, batches.length == 0 ? new int[] {events} : batches);
        return machine.validate(operation, body, 0, body.limit()) != null;
    }

    private int timestamps(Operation operation, int events, int... batches) {
        ByteBuffer body = Book.body(operation, events, batches.length == 0 ? new int[] {events} : batches);
        return machine.validate(operation, body, 0, body.limit()).timestampsNeeded();
    }
}
