package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.testkit.internal.fault.Strike;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Results that no ledger gave: the same status for each event of an ask. Pure. */
final class MadeUpResults {
    /** Encodes the result of one event. */
    @FunctionalInterface
    private interface Encoder {
        void encode(long timestamp, ByteBuffer buffer, int offset);
    }

    private MadeUpResults() {}

    /**
     * Returns the results that a strike gives, or null if it gives none.
     *
     * @param now time of the reply, ns since 1970
     */
    static RawReply.@Nullable Results of(Ask ask, Strike strike, long now) {
        if (strike instanceof Strike.AnswerTransfers answer) {
            return results(
                    ask,
                    now,
                    (timestamp, buffer, offset) ->
                            CreateTransferResultCodec.encode(timestamp, answer.status(), buffer, offset));
        }
        if (strike instanceof Strike.AnswerAccounts answer) {
            return results(
                    ask,
                    now,
                    (timestamp, buffer, offset) ->
                            CreateAccountResultCodec.encode(timestamp, answer.status(), buffer, offset));
        }
        return null;
    }

    // As in a real reply, the last event has the time of the reply, and each event before it one ns less.
    private static RawReply.Results results(Ask ask, long now, Encoder encoder) {
        int size = ask.operation().resultSize();
        int count = ask.count();
        int trailer = ask.isForwarded() ? MultiBatch.trailerSize(ask.batches(), size) : 0;
        ByteBuffer results = Bytes.allocate(count * size + trailer);
        for (int i = 0; i < count; i++) {
            encoder.encode(now - count + 1 + i, results, i * size);
        }
        if (ask.isForwarded()) {
            int[] counts = new int[ask.batches()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = ask.countOf(i);
            }
            MultiBatch.writeTrailer(results, 0, counts, counts.length, size);
        }
        return new RawReply.Results(results, now);
    }
}
