package io.ledgeractors.cli.ledger;

/**
 * Measurements of the requests that the batcher sent.
 *
 * @param transport the transport of the session, such as {@code in-process} or {@code epoll}
 * @param requests number of requests sent
 * @param reconnects how often the ledger answered again after it had stopped
 * @param eventsP50 median number of events per request
 * @param eventsP99 99th percentile of the events per request
 * @param latencyP50Micros median time from sending a request to its reply, in microseconds
 * @param latencyP99Micros 99th percentile of that time, in microseconds
 * @param latencyMaxMicros maximum of that time, in microseconds
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
