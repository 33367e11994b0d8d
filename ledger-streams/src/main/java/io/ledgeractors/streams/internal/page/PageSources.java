package io.ledgeractors.streams.internal.page;

import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.ResumeToken;
import io.ledgeractors.streams.internal.gate.RequestGate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.annotation.InternalApi;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceWithContext;

/** INTERNAL API. Builds sources that read a query page by page. Thread-safe. */
@InternalApi
public final class PageSources {
    private PageSources() {}

    /**
     * Returns a source of the objects that a query finds.
     *
     * @param filter its limit is that of the whole source; 0 for no limit
     * @param live true if the source waits for new objects instead of completing when there are no more
     */
    public static <T, F> Source<T, NotUsed> plain(
            PagedQuery<T, F> query, F filter, boolean live, RequestGate gate, LedgerStreamSettings settings) {
        return Source.fromGraph(
                PageStage.of(query, filter, live, ResumeToken.START, PageMapper.plain(), gate, settings));
    }

    /**
     * Returns the same source, with the position behind each object as its context.
     *
     * @param from the position behind which the source begins
     */
    public static <T, F> SourceWithContext<T, ResumeToken, NotUsed> withContext(
            PagedQuery<T, F> query,
            F filter,
            boolean live,
            ResumeToken from,
            RequestGate gate,
            LedgerStreamSettings settings) {
        Source<Pair<T, ResumeToken>, NotUsed> source =
                Source.fromGraph(PageStage.of(query, filter, live, from, PageMapper.withToken(), gate, settings));
        return SourceWithContext.fromPairs(source);
    }
}
