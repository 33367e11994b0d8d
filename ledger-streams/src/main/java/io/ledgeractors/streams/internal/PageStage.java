package io.ledgeractors.streams.internal;

import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import java.util.function.Supplier;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Reads a query page by page, the next one while the one before goes out.
 *
 * @param <T> objects
 * @param <O> elements that go out
 */
public final class PageStage<T, O> extends GraphStage<SourceShape<O>> {
    final Outlet<O> out = Outlet.create("LedgerPages.out");
    final PageKind<T, ?> kind;
    final PageElement<T, O> element;
    final Supplier<PageCursor> cursors;
    final ResumeToken from;
    final BatchGate gate;
    final LedgerStreamSettings settings;
    private final SourceShape<O> shape = SourceShape.of(out);

    private PageStage(
            PageKind<T, ?> kind,
            PageElement<T, O> element,
            Supplier<PageCursor> cursors,
            ResumeToken from,
            BatchGate gate,
            LedgerStreamSettings settings) {
        this.kind = kind;
        this.element = element;
        this.cursors = cursors;
        this.from = from;
        this.gate = gate;
        this.settings = settings;
    }

    /**
     * Describes the stage.
     *
     * @param filter its limit is that of the whole source; 0: to the end
     * @param live true if it goes on for ever
     * @param from behind which it begins
     */
    public static <T, F, O> PageStage<T, O> of(
            PageKind<T, F> kind,
            F filter,
            boolean live,
            ResumeToken from,
            PageElement<T, O> element,
            BatchGate gate,
            LedgerStreamSettings settings) {
        return new PageStage<>(kind, element, () -> PageCursor.of(kind, filter, live, from), from, gate, settings);
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
        return "LedgerPages(" + kind.operation() + ")";
    }
}
