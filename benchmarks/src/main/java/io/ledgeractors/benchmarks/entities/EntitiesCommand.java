package io.ledgeractors.benchmarks.entities;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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

/** Entities and payments by the batcher, in turns. */
@Command(
        name = "entities",
        mixinStandardHelpOptions = true,
        description = "Account entities and payments by the batcher, in turns, over an embedded ledger in memory.")
public final class EntitiesCommand implements Callable<Integer> {
    // The dispatchers as docs/payments.md advises.
    static final Config CONFIG = ConfigFactory.parseString("""
        ledger-actors.embedded.in-memory = on
        pekko {
          loglevel = WARNING
          log-dead-letters = off
          coordinated-shutdown.exit-jvm = off
          remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
          cluster.jmx.multi-mbeans-in-same-jvm = on
          cluster.sharding.use-dispatcher = pekko.actor.default-dispatcher
          actor {
            provider = cluster
            default-dispatcher { throughput = 100, fork-join-executor.parallelism-min = 1 }
            internal-dispatcher { throughput = 100, fork-join-executor.parallelism-min = 1 }
          }
        }
        """);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--turn", paramLabel = "MS", defaultValue = "2000", description = "Length of a turn.")
    private int turnMillis;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each that count.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each before; on a busy machine the compiler takes 10 s and more.")
    private int warmUp;

    @Option(names = "--in-flight", paramLabel = "N", defaultValue = "1000", description = "Asks in flight.")
    private int inFlight;

    /** For picocli. */
    public EntitiesCommand() {}

    @Override
    public Integer call() {
        compare(
                "processor time of an entity's ask by the batcher's, at most 2",
                contest -> contest::entity,
                contest -> contest::batcher,
                TurnResult::processorNanosPerOperation);
        compare(
                "one hot account by 1,000, at least 0.9",
                contest -> contest::hotEntity,
                contest -> contest::entity,
                TurnResult::perSecond);
        compare(
                "payments in two phases by the same transfers by hand, at least 0.5",
                contest -> contest::payment,
                contest -> contest::byHand,
                TurnResult::perSecond);
        return 0;
    }

    private void compare(
            String title,
            Function<EntityScenarios, Consumer<ActorRef<Object>>> ours,
            Function<EntityScenarios, Consumer<ActorRef<Object>>> rival,
            ToDoubleFunction<TurnResult> figure) {
        Config config = CONFIG.withFallback(ConfigFactory.load());
        Duration turn = Duration.ofMillis(turnMillis);
        List<Double> ratios = new ArrayList<>();
        TurnResult last = null;
        TurnResult lastRival = null;
        try (EntitySystem arena = new EntitySystem(config)) {
            for (int round = 0; round < warmUp; round++) {
                arena.run(ours, inFlight, turn);
                arena.run(rival, inFlight, turn);
                arena.renewIfGrown();
            }
            for (int round = 0; round < rounds; round++) {
                last = arena.run(ours, inFlight, turn);
                lastRival = arena.run(rival, inFlight, turn);
                ratios.add(figure.applyAsDouble(last) / figure.applyAsDouble(lastRival));
                arena.renewIfGrown();
            }
        }
        Collections.sort(ratios);
        String line = last == null || lastRival == null
                ? title
                : String.format(
                        Locale.ROOT,
                        "%-70s %.2f (%.2f .. %.2f); the last: %,.0f and %,.0f asks/s, %,.0f and %,.0f ns each",
                        title,
                        ratios.get(ratios.size() / 2),
                        ratios.get(0),
                        ratios.get(ratios.size() - 1),
                        last.perSecond(),
                        lastRival.perSecond(),
                        last.processorNanosPerOperation(),
                        lastRival.processorNanosPerOperation());
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
