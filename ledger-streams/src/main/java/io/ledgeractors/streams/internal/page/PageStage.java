package io.ledgeractors.streams.internal.page;

import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.internal.gate.RequestGate;
import java.util.function.Supplier;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Reads a query page by page, and prefetches the next page while it emits the current one.
 *
 * @param <T> objects
 * @param <O> elements that leave the stage
 */
final class PageStage<T, O> extends GraphStage<SourceShape<O>> {
    final Outlet<O> out = Outlet.create("LedgerPages.out");
    final PagedQuery<T, ?> query;
    final PageMapper<T, O> mapper;
    final Supplier<PageCursor> cursors;
    final ResumeToken from;
    final RequestGate gate;
    final LedgerStreamSettings settings;
    private final SourceShape<O> shape = SourceShape.of(out);

    private PageStage(
            PagedQuery<T, ?> query,
            PageMapper<T, O> mapper,
            Supplier<PageCursor> cursors,
            ResumeToken from,
            RequestGate gate,
            LedgerStreamSettings settings) {
        this.query = query;
        this.mapper = mapper;
        this.cursors = cursors;
        this.from = from;
        this.gate = gate;
        this.settings = settings;
    }

    /**
     * Describes a stage.
     *
     * @param filter its limit is that of the whole source; 0 for no limit
     * @param live true if the stage waits for new objects instead of completing when there are no more
     * @param from the position behind which the stage begins
     */
    static <T, F, O> PageStage<T, O> of(
            PagedQuery<T, F> query,
            F filter,
            boolean live,
            ResumeToken from,
            PageMapper<T, O> mapper,
            RequestGate gate,
            LedgerStreamSettings settings) {
        return new PageStage<>(query, mapper, () -> PageCursor.of(query, filter, live, from), from, gate, settings);
    }

    @Override
    public SourceShape<O> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new PageStageLogic<>(this);
    }

    @Override
    public String toString() {
        return "LedgerPages(" + query.operation() + ")";
    }
}
