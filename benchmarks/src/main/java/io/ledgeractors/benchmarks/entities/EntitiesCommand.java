package io.ledgeractors.benchmarks.entities;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.pekko.actor.typed.ActorRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares entities and payments with the batcher, in alternating turns. */
@Command(
        name = "entities",
        mixinStandardHelpOptions = true,
        description = {
            "Compares account entities and payments with the batcher over an embedded ledger in memory.",
            "Each line shows the median ratio, in brackets the least and the greatest, then the last turn of both"
                    + " sides."
        })
public final class EntitiesCommand implements Callable<Integer> {
    static final Config CONFIG =
            ConfigFactory.parseString("ledger-actors.embedded.in-memory = on").withFallback(LedgerSystem.CLUSTER_NODE);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--turn",
            paramLabel = "MS",
            defaultValue = "2000",
            description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private int turnMillis;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Counted turns of each side (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "5",
            description = "Uncounted turns of each side before the first counted one (default: ${DEFAULT-VALUE}). On a"
                    + " busy machine the JIT compiler takes more than 10 s.")
    private int warmUp;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Asks in flight (default: ${DEFAULT-VALUE}).")
    private int inFlight;

    /** Creates the command; picocli calls this. */
    public EntitiesCommand() {}

    @Override
    public Integer call() {
        compare(
                "processor time of an entity's ask / a batcher's ask, goal <= 2",
                scenarios -> scenarios::entity,
                scenarios -> scenarios::batcher,
                TurnResult::processorNanosPerOperation);
        compare(
                "rate of one hot account / 1,000 accounts, goal >= 0.9",
                scenarios -> scenarios::hotEntity,
                scenarios -> scenarios::entity,
                TurnResult::perSecond);
        compare(
                "rate of payments in two phases / the same transfers by hand, goal >= 0.5",
                scenarios -> scenarios::payment,
                scenarios -> scenarios::byHand,
                TurnResult::perSecond);
        return 0;
    }

    private void compare(
            String title,
            Function<EntityScenarios, Consumer<ActorRef<Object>>> measured,
            Function<EntityScenarios, Consumer<ActorRef<Object>>> baseline,
            ToDoubleFunction<TurnResult> figure) {
        Duration turn = Duration.ofMillis(turnMillis);
        List<Double> ratios = new ArrayList<>();
        TurnResult last = null;
        TurnResult lastBaseline = null;
        try (EntitySystem system = new EntitySystem(CONFIG)) {
            for (int round = 0; round < warmUp; round++) {
                system.run(measured, inFlight, turn);
                system.run(baseline, inFlight, turn);
                system.renewIfGrown();
            }
            for (int round = 0; round < rounds; round++) {
                last = system.run(measured, inFlight, turn);
                lastBaseline = system.run(baseline, inFlight, turn);
                ratios.add(figure.applyAsDouble(last) / figure.applyAsDouble(lastBaseline));
                system.renewIfGrown();
            }
        }
        Collections.sort(ratios);
        String line = last == null || lastBaseline == null
                ? title
                : String.format(
                        Locale.ROOT,
                        "%-70s %.2f (%.2f .. %.2f); last turn: %,.0f and %,.0f asks/s, %,.0f and %,.0f ns of processor"
                                + " time an ask",
                        title,
                        ratios.get(ratios.size() / 2),
                        ratios.get(0),
                        ratios.get(ratios.size() - 1),
                        last.perSecond(),
                        lastBaseline.perSecond(),
                        last.processorNanosPerOperation(),
                        lastBaseline.processorNanosPerOperation());
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
