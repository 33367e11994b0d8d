package io.ledgeractors.streams.javadsl;

import io.ledgeractors.streams.LedgerResult;
import io.ledgeractors.streams.RejectedException;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.FanOutShape2;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Partition;

/**
 * What to do with elements that are not in the ledger after they went through a flow, because their status is neither
 * created nor exists: stop, skip, or divert. Put one of these behind a flow of {@link LedgerFlow} or {@link LedgerImport};
 * without one of them such elements are elements like any other. Each has a twin for flows with context.
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
     * The same as a function, for {@code map}.
     *
     * @throws RejectedException if it is not in the ledger
     */
    public static <R extends LedgerResult> R orStop(R result) {
        if (!result.isInLedger()) {
            throw new RejectedException(result);
        }
        return result;
    }

    /** Stops, in a flow with context: see {@link #stop}. */
    public static <R extends LedgerResult, C> FlowWithContext<R, C, R, C, NotUsed> stopWithContext() {
        return FlowWithContext.fromPairs(Flow.<Pair<R, C>>create().map(pair -> {
            orStop(pair.first());
            return pair;
        }));
    }

    /** Skips: such elements leave by the second outlet, all others by the first. */
    public static <R extends LedgerResult> Graph<FanOutShape2<R, R, R>, NotUsed> skip() {
        return parted(result -> result);
    }

    /**
     * Skips, each element with its context: see {@link #skip}. It takes the pairs that a flow with context has inside:
     * {@code flow.asFlow()}, {@code source.asSource()}.
     */
    public static <R extends LedgerResult, C>
            Graph<FanOutShape2<Pair<R, C>, Pair<R, C>, Pair<R, C>>, NotUsed> skipWithContext() {
        return parted(Pair::first);
    }

    private static <E> Graph<FanOutShape2<E, E, E>, NotUsed> parted(Function<E, ? extends LedgerResult> result) {
        return GraphDSL.create(builder -> {
            UniformFanOutShape<E, E> parted = builder.add(
                    Partition.<E>create(2, element -> result.apply(element).isInLedger() ? 0 : 1));
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

    /**
     * Diverts, in a flow with context: see {@link #divertTo}.
     *
     * @param sink gets the elements with their contexts; its materialised value is that of the flow
     */
    public static <R extends LedgerResult, C, M> FlowWithContext<R, C, R, C, M> divertToWithContext(
            Graph<SinkShape<Pair<R, C>>, M> sink) {
        return FlowWithContext.fromPairs(Flow.<Pair<R, C>>create()
                .divertToMat(sink, pair -> !pair.first().isInLedger(), Keep.right()));
    }
}
