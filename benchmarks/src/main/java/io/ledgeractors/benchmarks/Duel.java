package io.ledgeractors.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Lets the contenders of a case take turns on one server; who begins changes from round to round. */
final class Duel {
    /** Of this process. */
    static final OperatingSystemMXBean PROCESS = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int WARM_UP_SIZE = 64;

    private final Case contest;
    private final Plan plan;

    Duel(Case contest, Plan plan) {
        this.contest = contest;
        this.plan = plan;
    }

    /** What each contender reached, ours first. */
    List<Scores> run(Target target, Books books) {
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(contest.ours().apply(target, books));
            for (Case.Rival rival : contest.rivals()) {
                contenders.add(rival.open().apply(target, books));
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
        long before = PROCESS.getProcessCpuTime();
        Sample sample = contender.run(size, plan.turn());
        return sample.processor() > 0 ? sample : sample.withProcessor(PROCESS.getProcessCpuTime() - before);
    }

    private List<Scores> rounds(List<Contender> contenders) {
        List<Scores> scores = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            contender.run(WARM_UP_SIZE, plan.warmUp()); // few full batches fit into a turn: too few for the compiler
            contender.run(size(i), plan.warmUp());
            scores.add(new Scores(contender.name(), new ArrayList<>()));
        }
        Scores ours = scores.get(0);
        for (int round = 0; round < plan.rounds() || ours.transfers() < plan.transfers(); round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int who = (i + round) % contenders.size();
                scores.get(who).samples().add(turn(contenders.get(who), size(who)));
            }
        }
        return scores;
    }
}
