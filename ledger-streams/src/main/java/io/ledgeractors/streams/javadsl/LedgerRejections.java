package io.ledgeractors.streams.javadsl;

import io.ledgeractors.streams.LedgerResult;
import io.ledgeractors.streams.RejectedException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.FanOutShape2;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Partition;

/**
 * What to do with elements that are not in the ledger after they went through a flow, because their status is neither
 * created nor exists: stop, skip, or divert. Put one of these behind a flow of {@link LedgerFlow} or {@link LedgerImport};
 * without one of them such elements are elements like any other.
 */
public final class LedgerRejections {
    private LedgerRejections() {}

    /**
     * Stops: the stream fails with a {@link RejectedException} at the first such element. What was sent behind it, up to two
     * requests, is executed nevertheless; to undo all together, link the elements to a chain.
     */
    public static <R extends LedgerResult> Flow<R, R, NotUsed> stop() {
        return Flow.<R>create().map(LedgerRejections::orStop);
    }

    /**
     * The same as a function, for flows with context: {@code flow.map(LedgerRejections::orStop)}.
     *
     * @throws RejectedException if it is not in the ledger
     */
    public static <R extends LedgerResult> R orStop(R result) {
        if (!result.isInLedger()) {
            throw new RejectedException(result);
        }
        return result;
    }

    /** Skips: such elements leave by the second outlet, all others by the first. */
    public static <R extends LedgerResult> Graph<FanOutShape2<R, R, R>, NotUsed> skip() {
        return GraphDSL.create(builder -> {
            UniformFanOutShape<R, R> parted =
                    builder.add(Partition.<R>create(2, result -> result.isInLedger() ? 0 : 1));
            return new FanOutShape2<>(parted.in(), parted.out(0), parted.out(1));
        });
    }

    /**
     * Diverts: such elements go into a sink and nowhere else. Both sides hold each other back; when the sink cancels, the
     * stream fails or completes as {@code divertTo} of Pekko has it.
     *
     * @param sink its materialised value is that of the flow
     */
    public static <R extends LedgerResult, M> Flow<R, R, M> divertTo(Graph<SinkShape<R>, M> sink) {
        return Flow.<R>create().divertToMat(sink, result -> !result.isInLedger(), Keep.right());
    }
}
