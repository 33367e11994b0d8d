package io.ledgeractors.cli.ledger;

/**
 * What the batcher measured during a run.
 *
 * @param transport how requests travelled, such as {@code in-process} or {@code epoll}
 * @param requests requests sent
 * @param reconnects connections made again
 * @param eventsP50 median of the events in a request
 * @param eventsP99 99th percentile of the events in a request
 * @param latencyP50Micros median time from sending a request to its reply, in microseconds
 * @param latencyP99Micros its 99th percentile
 * @param latencyMaxMicros its maximum
 */
public record RequestFigures(
        String transport,
        long requests,
        long reconnects,
        long eventsP50,
        long eventsP99,
        long latencyP50Micros,
        long latencyP99Micros,
        long latencyMaxMicros) {}
