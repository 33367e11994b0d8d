package io.ledgeractors.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ledgeractors.client.exception.InvalidReplyException;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.client.exception.TooMuchDataException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallTest {
    @Test
    void shouldEndEvenIfTheReplyCannotBeDecodedForWantOfMemory() {
        assertThat(failure(Operation.CREATE_TRANSFERS)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure(Operation.LOOKUP_TRANSFERS)).isInstanceOf(InvalidReplyException.class);
    }

    @Test
    void shouldRefuseSoManyEventsThatTheirBytesOverflow() {
        int most = Limits.DEFAULT.eventsMax(Operation.CREATE_TRANSFERS);
        assertThat(CallKinds.CREATE_TRANSFERS.refusal(most, 0, Limits.DEFAULT)).isNull();
        for (int events : new int[] {most + 1, 1 << 24, 1 << 25, Integer.MAX_VALUE}) {
            assertThat(CallKinds.CREATE_TRANSFERS.refusal(events, 0, Limits.DEFAULT))
                    .as("%s events", events)
                    .isInstanceOf(TooMuchDataException.class);
        }
    }

    private static Throwable failure(Operation operation) {
        CallKind<UInt128, String> kind = new CallKind<>(
                operation, (id, buffer, offset) -> Bytes.putU128(buffer, offset, id), (buffer, offset) -> {
                    throw new OutOfMemoryError("on purpose");
                });
        ByteBuffer request = Bytes.allocate((int) kind.requestSize(1));
        kind.encode(List.of(UInt128.of(5)), request);
        Call<String> call = new Call<>(kind, 1, 0, request);
        ByteBuffer reply = Bytes.allocate(2 * operation.resultSize());
        MultiBatch.writeTrailer(reply, 0, new int[] {1}, 1, operation.resultSize());
        call.ending(new Outcome.Reply(reply, 1), null).run();
        return catchThrowable(() -> call.answer().join()).getCause();
    }
}
