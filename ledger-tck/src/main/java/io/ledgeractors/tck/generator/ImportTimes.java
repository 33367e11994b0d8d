package io.ledgeractors.tck.generator;

/** Chooses the times of imported events, most of which are valid; the others lie on an edge. */
final class ImportTimes {
    private final Chance chance;
    private final long now;
    private long next;

    private ImportTimes(Chance chance, long first, long now) {
        this.chance = chance;
        this.next = first;
        this.now = now;
    }

    static ImportTimes ofAccounts(Chance chance, Memory memory, long now) {
        long first = switch (chance.weighted(75, 10, 10, 5)) {
            case 1 -> memory.lastTransfer;
            case 2 -> memory.times.isEmpty() ? 1 : chance.of(memory.times);
            case 3 -> chance.between(1, 1_000L);
            default -> memory.lastAccount + chance.between(1, 1_000L);
        };
        return new ImportTimes(chance, first, now);
    }

    static ImportTimes ofTransfers(Chance chance, Memory memory, long now) {
        long first = switch (chance.weighted(60, 20, 8, 8, 4)) {
            case 1 -> chance.between(memory.lastTransfer + 1, memory.lastAccount);
            case 2 -> memory.lastExpiry;
            case 3 -> memory.times.isEmpty() ? 1 : chance.of(memory.times);
            case 4 -> chance.between(1, 1_000L);
            default -> memory.lastTransfer + chance.between(1, 1_000L);
        };
        return new ImportTimes(chance, first, now);
    }

    /** Returns the time of the next event. */
    long next() {
        if (chance.percent(4)) {
            return chance.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, now + 1_000_000_000);
        }
        long time = next;
        next += chance.percent(4) ? 0 : chance.between(1, 50L);
        return time;
    }
}
