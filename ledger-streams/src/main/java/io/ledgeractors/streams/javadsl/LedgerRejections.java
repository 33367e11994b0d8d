package io.ledgeractors.streams.javadsl;

import io.ledgeractors.streams.ElementRejectedException;
import io.ledgeractors.streams.LedgerResult;
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
 * Stages for elements that the ledger rejected. Such an element is not in the ledger after it went through a flow,
 * because its status is neither created nor exists. Put one of these stages behind a flow of {@link LedgerFlow} or
 * {@link LedgerImport} to stop, to skip or to divert them. Without such a stage, rejected elements are emitted like all
 * others. Each stage has a twin for flows with context. Thread-safe.
 */
public final class LedgerRejections {
    private LedgerRejections() {}

    /**
     * Returns a flow that stops the stream, because it fails with an {@link ElementRejectedException} at the first
     * rejected element. Up to two requests behind that element are executed nevertheless. Link elements to a chain if
     * they must be created all together or not at all.
     */
    public static <R extends LedgerResult> Flow<R, R, NotUsed> stop() {
        return Flow.<R>create().map(LedgerRejections::orStop);
    }

    /**
     * Returns the result, for use with {@code map}; see {@link #stop}.
     *
     * @throws ElementRejectedException if the element is not in the ledger
     */
    public static <R extends LedgerResult> R orStop(R result) {
        if (!result.isInLedger()) {
            throw new ElementRejectedException(result);
        }
        return result;
    }

    /** Returns the same flow as {@link #stop}, for elements with context. */
    public static <R extends LedgerResult, C> FlowWithContext<R, C, R, C, NotUsed> stopWithContext() {
        return FlowWithContext.fromPairs(Flow.<Pair<R, C>>create().map(pair -> {
            orStop(pair.first());
            return pair;
        }));
    }

    /** Returns a graph that emits rejected elements by its second outlet and all others by the first. */
    public static <R extends LedgerResult> Graph<FanOutShape2<R, R, R>, NotUsed> skip() {
        return split(result -> result);
    }

    /**
     * Returns the same graph as {@link #skip}, for elements with context. It takes the pairs that a flow with context
     * uses inside; see {@code flow.asFlow()} and {@code source.asSource()}.
     */
    public static <R extends LedgerResult, C>
            Graph<FanOutShape2<Pair<R, C>, Pair<R, C>, Pair<R, C>>, NotUsed> skipWithContext() {
        return split(Pair::first);
    }

    private static <E> Graph<FanOutShape2<E, E, E>, NotUsed> split(Function<E, ? extends LedgerResult> result) {
        return GraphDSL.create(builder -> {
            UniformFanOutShape<E, E> split = builder.add(
                    Partition.<E>create(2, element -> result.apply(element).isInLedger() ? 0 : 1));
            return new FanOutShape2<>(split.in(), split.out(0), split.out(1));
        });
    }

    /**
     * Returns a flow that diverts rejected elements into a sink and emits all others. Both sides backpressure each
     * other. Cancellation of the sink has the effect that Pekko describes for {@code divertTo}.
     *
     * @param sink its materialised value is that of the flow
     */
    public static <R extends LedgerResult, M> Flow<R, R, M> divertTo(Graph<SinkShape<R>, M> sink) {
        return Flow.<R>create().divertToMat(sink, result -> !result.isInLedger(), Keep.right());
    }

    /**
     * Returns the same flow as {@link #divertTo}, for elements with context.
     *
     * @param sink takes the elements with their contexts; its materialised value is that of the flow
     */
    public static <R extends LedgerResult, C, M> FlowWithContext<R, C, R, C, M> divertToWithContext(
            Graph<SinkShape<Pair<R, C>>, M> sink) {
        return FlowWithContext.fromPairs(Flow.<Pair<R, C>>create()
                .divertToMat(sink, pair -> !pair.first().isInLedger(), Keep.right()));
    }
}
