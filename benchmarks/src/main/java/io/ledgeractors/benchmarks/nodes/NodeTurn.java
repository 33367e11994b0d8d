package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.turns.TurnResult;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of one turn of a side.
 *
 * @param result the asks and their time
 * @param processorNanos processor time of an ask in each process, in ns, by the process's name
 */
record NodeTurn(TurnResult result, Map<String, Double> processorNanos) {
    /** Returns the figures of a turn from the processor time of each process before and after it. */
    static NodeTurn of(TurnResult result, Map<String, Long> before, Map<String, Long> after) {
        Map<String, Double> each = new LinkedHashMap<>();
        after.forEach((name, nanos) ->
                each.put(name, (double) (nanos - before.getOrDefault(name, 0L)) / result.operations()));
        return new NodeTurn(result, each);
    }

    /** Returns the processor time of an ask in all processes, in ns. */
    double allProcessorNanos() {
        return processorNanos.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Returns the mean time from an ask to its answer, in ms, by Little's law. */
    double latencyMillis(int inFlight) {
        return inFlight * 1e3 / result.perSecond();
    }
}
