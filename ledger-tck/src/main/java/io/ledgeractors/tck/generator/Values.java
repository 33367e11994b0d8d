package io.ledgeractors.tck.generator;

import io.ledgeractors.model.UInt128;

/** Generates values from small pools, so that they occur again, and from the edges of their types. */
final class Values {
    /** The ledger in which amounts are huge. */
    static final int LEDGER_OF_WHALES = 9;

    private static final UInt128 HALF = UInt128.of(Long.MIN_VALUE, 0);

    private final Chance chance;
    private long nextId = 1;

    Values(Chance chance) {
        this.chance = chance;
    }

    /** Returns a new id: counted, time-based or random. */
    UInt128 newId() {
        nextId++;
        return switch (chance.weighted(6, 3, 1)) {
            case 0 -> UInt128.of(nextId);
            case 1 -> UInt128.of(0x0190_0000_0000_0000L + nextId, chance.bits());
            default -> UInt128.of(chance.bits(), nextId);
        };
    }

    int ledger() {
        return switch (chance.weighted(60, 15, 5, 20)) {
            case 1 -> 2;
            case 2 -> -1;
            case 3 -> LEDGER_OF_WHALES;
            default -> 1;
        };
    }

    int code() {
        return chance.of(1, 2, 3, 0xffff);
    }

    UInt128 userData128() {
        return switch (chance.weighted(5, 4, 1)) {
            case 0 -> UInt128.ZERO;
            case 1 -> UInt128.of(chance.between(1, 3));
            default -> UInt128.MAX;
        };
    }

    long userData64() {
        return chance.of(0L, 0L, 0L, 1L, 2L, 3L, -1L);
    }

    int userData32() {
        return chance.of(0, 0, 0, 1, 2, 3, -1);
    }

    /** Returns a timeout in seconds, mostly so short that it passes within the run. */
    int timeout() {
        return switch (chance.weighted(60, 20, 10, 10)) {
            case 0 -> chance.between(1, 3);
            case 1 -> chance.between(4, 60);
            case 2 -> 3_600;
            default -> chance.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        };
    }

    UInt128 amount(int ledger) {
        return ledger == LEDGER_OF_WHALES || chance.percent(0.5) ? hugeAmount() : smallAmount();
    }

    UInt128 hugeAmount() {
        UInt128 little = UInt128.of(chance.between(0, 3));
        return switch (chance.weighted(2, 3, 3, 2, 2, 1)) {
            case 0 -> UInt128.MAX.minus(little);
            case 1 -> HALF.plus(little);
            case 2 -> HALF.minus(little);
            case 3 -> UInt128.of(1L << 62, chance.bits());
            case 4 -> UInt128.of(chance.bits(), chance.bits());
            default -> little;
        };
    }

    private UInt128 smallAmount() {
        return switch (chance.weighted(6, 80, 12, 2)) {
            case 0 -> UInt128.ZERO;
            case 1 -> UInt128.of(chance.between(1, 100));
            case 2 -> UInt128.of(chance.between(1, 100_000));
            default -> UInt128.of(chance.between(1L << 62, Long.MAX_VALUE));
        };
    }
}
