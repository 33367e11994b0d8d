package io.ledgeractors.tck.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A reply with a copy of its body, split into batches. */
record Reply(ByteBuffer body, long timestamp) {
    private interface Decoder<T> {
        T decode(ByteBuffer buffer, int offset);
    }

    static Reply copyOf(Outcome.Reply reply) {
        int size = reply.body().limit();
        return new Reply(Bytes.allocate(size).put(0, reply.body(), 0, size), reply.timestamp());
    }

    List<List<CreateAccountResult>> accountResults() {
        return batches(CreateAccountResultCodec.SIZE, CreateAccountResultCodec::decode);
    }

    List<List<CreateTransferResult>> transferResults() {
        return batches(CreateTransferResultCodec.SIZE, CreateTransferResultCodec::decode);
    }

    List<List<Account>> accounts() {
        return batches(AccountCodec.SIZE, AccountCodec::decode);
    }

    List<List<Transfer>> transfers() {
        return batches(TransferCodec.SIZE, TransferCodec::decode);
    }

    private <T> List<List<T>> batches(int size, Decoder<T> decoder) {
        int count = MultiBatch.batches(body, 0, body.limit(), size);
        assertThat(count).as("batches of the reply").isPositive();
        List<List<T>> batches = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            List<T> batch = new ArrayList<>();
            for (int n = MultiBatch.count(body, 0, body.limit(), i); n > 0; n--) {
                batch.add(decoder.decode(body, at));
                at += size;
            }
            batches.add(batch);
        }
        return batches;
    }
}
