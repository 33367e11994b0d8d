package io.ledgeractors.tck.generator;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices; the same seed makes the same ones. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** True in so many of a hundred cases. */
    boolean percent(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    /** Between both, inclusive. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Between both, inclusive; {@code least} if it is not below {@code most}. */
    long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most);
    }

    /** Any 64 bits. */
    long bits() {
        return random.nextLong();
    }

    /** One of them. */
    int of(int... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of them. */
    long of(long... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of a list that is not empty. */
    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of a list that is not empty, rather one of the last ones. */
    <T> T lately(List<T> values) {
        int back = Math.min(random.nextInt(values.size()), random.nextInt(values.size()));
        return values.get(values.size() - 1 - back);
    }

    /** Returns the index of one of these weights, as often as the weight says. */
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
