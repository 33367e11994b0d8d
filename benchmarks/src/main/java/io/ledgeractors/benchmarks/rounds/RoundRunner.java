package io.ledgeractors.benchmarks.rounds;

import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.measure.ContenderSamples;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import java.util.ArrayList;
import java.util.List;

/** Lets the contenders of a scenario take turns on one server. Another contender begins each round. */
public final class RoundRunner {
    private static final int WARM_UP_SIZE = 64;

    private final BenchmarkScenario scenario;
    private final MeasurementPlan plan;

    /** Creates a runner of one scenario. */
    public RoundRunner(BenchmarkScenario scenario, MeasurementPlan plan) {
        this.scenario = scenario;
        this.plan = plan;
    }

    /** Runs all rounds and returns the samples of each contender in the order of the scenario. Blocks the caller. */
    public List<ContenderSamples> run(Target target, TransferGenerator generator) {
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(scenario.contender().apply(target, generator));
            for (BenchmarkScenario.Baseline baseline : scenario.baselines()) {
                contenders.add(baseline.open().apply(target, generator));
            }
            return rounds(contenders);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private int size(int contender) {
        return contender == 0
                ? scenario.size()
                : scenario.baselines().get(contender - 1).size();
    }

    private Sample turn(Contender contender, int size) {
        long before = ProcessUsage.processorNanos();
        Sample sample = contender.run(size, plan.turn());
        return sample.processor() > 0 ? sample : sample.withProcessor(ProcessUsage.processorNanos() - before);
    }

    private List<ContenderSamples> rounds(List<Contender> contenders) {
        List<ContenderSamples> samples = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            contender.run(WARM_UP_SIZE, plan.warmUp()); // a turn has too few full batches for the JIT compiler
            contender.run(size(i), plan.warmUp());
            samples.add(new ContenderSamples(contender.name(), new ArrayList<>()));
        }
        ContenderSamples first = samples.get(0);
        for (int round = 0; round < plan.rounds() || first.transfers() < plan.transfers(); round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int turn = (i + round) % contenders.size();
                samples.get(turn).samples().add(turn(contenders.get(turn), size(turn)));
            }
        }
        return samples;
    }
}
