package io.ledgeractors.tck.generator;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices, which are the same for the same seed. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns true in the given percentage of cases. */
    boolean percent(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    /** Returns a number between both, inclusive. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Returns a number between both, inclusive, or {@code least} if it is not below {@code most}. */
    long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most);
    }

    /** Returns any 64 bits. */
    long bits() {
        return random.nextLong();
    }

    /** Returns one of the values. */
    int of(int... values) {
        return values[random.nextInt(values.length)];
    }

    /** Returns one of the values. */
    long of(long... values) {
        return values[random.nextInt(values.length)];
    }

    /** Returns an element of a list that is not empty. */
    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Returns an element of a list that is not empty, more often one of the last ones. */
    <T> T lately(List<T> values) {
        int back = Math.min(random.nextInt(values.size()), random.nextInt(values.size()));
        return values.get(values.size() - 1 - back);
    }

    /** Returns the index of a weight, with a probability in proportion to the weight. */
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = random.nextInt(sum);
        int index = 0;
        while (at >= weights[index]) {
            at -= weights[index++];
        }
        return index;
    }
}
