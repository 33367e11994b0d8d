package io.ledgeractors.client.internal.session;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what happened in simulations, so that a simulation without events is noticed. */
final class SimCoverage {
    /** The faults and outcomes that are counted. */
    enum Kind {
        // Faults that the session suffers.
        LOSS,
        DUPLICATION,
        REORDERING,
        DELAY,
        CORRUPTION,
        CUT,
        DEAD_CONNECTION,
        REFUSED_CONNECTION,
        PARTITION,
        VIEW_CHANGE,
        RESTART,
        EVICTION,
        OLD_REPLY,
        LATE_COPY,
        WRONG_ORDER,
        NAMED_TWICE,
        CLOSE,
        // Outcomes that the session reports.
        REPEATED,
        HEDGED,
        UNANSWERED,
        UNREACHABLE,
        ORDER_REPORTED,
        CLOSED_WITHOUT_ANSWER,
        NO_SESSION,
        SESSION_TOO_LOW,
        GAVE_UP,
        REPLY,
        NOT_EXECUTED,
        NOT_SENT,
        UNKNOWN
    }

    private final long[] counts = new long[Kind.values().length];
    private long runs;
    private long requests;

    void saw(Kind kind) {
        counts[kind.ordinal()]++;
    }

    void ran(int requestsOfRun) {
        runs++;
        requests += requestsOfRun;
    }

    long runs() {
        return runs;
    }

    long requests() {
        return requests;
    }

    /** Returns the faults and outcomes that occurred fewer than {@code least} times. */
    Set<Kind> below(long least) {
        Set<Kind> rare = EnumSet.allOf(Kind.class);
        rare.removeIf(kind -> counts[kind.ordinal()] >= least);
        return rare;
    }

    @Override
    public String toString() {
        return runs + " runs, " + requests + " requests, "
                + Arrays.stream(Kind.values())
                        .map(kind -> kind.name().toLowerCase(java.util.Locale.ROOT) + " " + counts[kind.ordinal()])
                        .collect(Collectors.joining(", "));
    }
}
