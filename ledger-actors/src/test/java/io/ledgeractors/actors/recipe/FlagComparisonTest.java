package io.ledgeractors.actors.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares the balance recipes with the flags that they stand for, in random histories of two accounts. The histories
 * hold transfers, reserves and announced money, posts in full or in part, voids, expiries and neighbours in a chain.
 * {@code -Drecipes.histories=N} and {@code -Drecipes.seed=N} change the number of histories and the seed of the first.
 */
class FlagComparisonTest {
    private static final int HISTORIES = Integer.getInteger("recipes.histories", 4_000);
    private static final long SEED = Long.getLong("recipes.seed", 20_261_129);
    private static final int HISTORIES_PER_LEDGER = 500;
    private static final int STEPS = 16;

    @ParameterizedTest
    @EnumSource(Rule.class)
    void shouldDecideAsTheFlagDoes(Rule rule) {
        run(
                "flag, " + rule,
                HISTORIES,
                (ledger, random, counts, seed) -> new TwinHistory(ledger, rule, random, counts, seed));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void shouldDecideByTheRuleWhenOtherTransfersBreakIt(Rule rule) {
        run(
                "rule, " + rule,
                HISTORIES / 5,
                (ledger, random, counts, seed) -> new FreeHistory(ledger, rule, random, counts, seed));
    }

    private static void run(String name, int histories, Maker maker) {
        System.out.println("recipe and " + name + ": " + histories + " histories from seed " + SEED);
        Counts counts = new Counts();
        RecipeLedger ledger = new RecipeLedger();
        for (int i = 0; i < histories; i++) {
            // The test begins a new ledger from time to time, which bounds the memory.
            if (i % HISTORIES_PER_LEDGER == 0) {
                ledger = new RecipeLedger();
            }
            long seed = SEED + i;
            maker.make(ledger, new Random(seed), counts, "seed " + seed).run(STEPS);
        }
        System.out.println("recipe and " + name + ": " + counts);
        assertThat(counts.refusedMore).isZero();
        assertThat(counts.accepted).isGreaterThan(histories / 2);
        assertThat(counts.refused).isGreaterThan(histories / 2);
    }

    private interface Maker {
        History make(RecipeLedger ledger, Random random, Counts counts, String seed);
    }
}
