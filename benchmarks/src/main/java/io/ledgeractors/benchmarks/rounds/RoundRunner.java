package io.ledgeractors.benchmarks.rounds;

import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.measure.ContenderSamples;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import java.util.ArrayList;
import java.util.List;

/** Lets the contenders of a case take turns on one server; who begins changes from round to round. */
public final class RoundRunner {
    private static final int WARM_UP_SIZE = 64;

    private final BenchmarkScenario contest;
    private final MeasurementPlan plan;

    public RoundRunner(BenchmarkScenario contest, MeasurementPlan plan) {
        this.contest = contest;
        this.plan = plan;
    }

    /** What each contender reached, ours first. */
    public List<ContenderSamples> run(Target target, TransferGenerator generator) {
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(contest.ours().apply(target, generator));
            for (BenchmarkScenario.Rival rival : contest.rivals()) {
                contenders.add(rival.open().apply(target, generator));
            }
            return rounds(contenders);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private int size(int contender) {
        return contender == 0
                ? contest.size()
                : contest.rivals().get(contender - 1).size();
    }

    private Sample turn(Contender contender, int size) {
        long before = ProcessUsage.processorNanos();
        Sample sample = contender.run(size, plan.turn());
        return sample.processor() > 0 ? sample : sample.withProcessor(ProcessUsage.processorNanos() - before);
    }

    private List<ContenderSamples> rounds(List<Contender> contenders) {
        List<ContenderSamples> scores = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            contender.run(WARM_UP_SIZE, plan.warmUp()); // few full batches fit into a turn: too few for the compiler
            contender.run(size(i), plan.warmUp());
            scores.add(new ContenderSamples(contender.name(), new ArrayList<>()));
        }
        ContenderSamples ours = scores.get(0);
        for (int round = 0; round < plan.rounds() || ours.transfers() < plan.transfers(); round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int who = (i + round) % contenders.size();
                scores.get(who).samples().add(turn(contenders.get(who), size(who)));
            }
        }
        return scores;
    }
}
