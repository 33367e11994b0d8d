package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.entities.EntityLoad;
import io.ledgeractors.benchmarks.state.StateLoad;
import io.ledgeractors.benchmarks.turns.TurnLoad;
import io.ledgeractors.benchmarks.turns.TurnLoop;
import io.ledgeractors.benchmarks.turns.TurnPlace;
import io.ledgeractors.benchmarks.turns.TurnRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process of one build. It takes turns when standard input tells it to, and ends when that input ends. The name of
 * this class belongs to the protocol, because the runner starts it by name in builds of other commits.
 */
public final class TurnWorker {
    private TurnWorker() {}

    /**
     * Serves requests until the input ends; needs no arguments. Exit codes: 0 the input has ended, 1 a request failed.
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream replies = System.out;
        System.setOut(System.err); // the stream of replies must hold nothing else
        boolean good;
        try (TurnLoop loop = new TurnLoop(TurnWorker::open, replies)) {
            good = loop.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
        System.exit(good ? 0 : 1);
    }

    private static TurnLoad open(TurnRequest.Open request) {
        String scenario = request.scenario();
        String group = scenario.substring(0, Math.max(0, scenario.indexOf('-')));
        TurnPlace place = TurnPlace.parse(request.place());
        return switch (group) {
            case "state" -> StateLoad.open(scenario);
            case "entities" -> EntityLoad.open(scenario);
            default -> ServerLoad.open(scenario, place);
        };
    }
}
