package io.ledgeractors.tck.generator;

import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.UInt128;

/** Generates filters of every kind, most of which find something. */
final class FilterMaker {
    private final Chance chance;
    private final Values values;
    private final Memory memory;
    private int limitMax;

    FilterMaker(Chance chance, Values values, Memory memory) {
        this.chance = chance;
        this.values = values;
        this.memory = memory;
    }

    /** Sets the number of filters of one request, whose reply should hold everything that they find. */
    void expect(int filters) {
        limitMax = filters == 1 || chance.percent(20) ? -1 : 8_000 / filters;
    }

    // Uses constructors, because builders refuse filters that the ledger has to judge here.
    QueryFilter query() {
        int limit = limit();
        long min = bound();
        long max = bound();
        int flags = chance.percent(1) ? chance.of(2, Integer.MIN_VALUE) : chance.between(0, 1);
        // Uses few fields, so that something is found, but often more than one.
        QueryFilter.Builder filter = QueryFilter.builder();
        int fields = chance.weighted(20, 35, 30, 10, 5);
        for (int i = 0; i < fields; i++) {
            switch (chance.between(0, 4)) {
                case 0 -> filter.userData128(values.userData128());
                case 1 -> filter.userData64Unsigned(values.userData64());
                case 2 -> filter.userData32Unsigned(values.userData32());
                case 3 -> filter.ledgerUnsigned(values.ledger());
                default -> filter.code(values.code());
            }
        }
        QueryFilter wanted = filter.build();
        return new QueryFilter(
                wanted.userData128(),
                wanted.userData64(),
                wanted.userData32(),
                wanted.ledger(),
                wanted.code(),
                min,
                max,
                limit,
                flags);
    }

    AccountFilter account() {
        UInt128 account = accountId();
        int limit = limit();
        long min = bound();
        long max = bound();
        int flags = chance.percent(2) ? chance.of(0, 4, 8, 11, -1) : chance.of(1, 2, 3, 3, 5, 6, 7);
        QueryFilter.Builder filter = QueryFilter.builder();
        int fields = chance.weighted(50, 25, 20, 5);
        for (int i = 0; i < fields; i++) {
            switch (chance.between(0, 3)) {
                case 0 -> filter.userData128(values.userData128());
                case 1 -> filter.userData64Unsigned(values.userData64());
                case 2 -> filter.userData32Unsigned(values.userData32());
                default -> filter.code(values.code());
            }
        }
        QueryFilter wanted = filter.build();
        return new AccountFilter(
                account,
                wanted.userData128(),
                wanted.userData64(),
                wanted.userData32(),
                wanted.code(),
                min,
                max,
                limit,
                flags);
    }

    ChangeEventsFilter changeEvents() {
        return new ChangeEventsFilter(bound(), bound(), limit());
    }

    private UInt128 accountId() {
        return switch (chance.weighted(94, 2, 2, 2)) {
            case 1 -> UInt128.ZERO;
            case 2 -> UInt128.MAX;
            case 3 -> values.newId();
            default ->
                memory.accounts.isEmpty()
                        ? UInt128.of(7)
                        : chance.of(memory.accounts).id();
        };
    }

    private int limit() {
        int limit = anyLimit();
        return Integer.compareUnsigned(limit, limitMax) > 0 ? limitMax : limit;
    }

    private int anyLimit() {
        return switch (chance.weighted(40, 35, 20, 3, 2)) {
            case 0 -> chance.between(1, 10);
            case 1 -> chance.between(11, 200);
            case 2 -> chance.between(1_000, 8_189);
            case 3 -> chance.of(8_190, 8_191, 20_000, -1);
            default -> 0;
        };
    }

    private long bound() {
        if (memory.times.isEmpty() || chance.percent(65)) {
            return 0;
        }
        return chance.percent(2)
                ? chance.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L, 1L)
                : chance.of(memory.times) + chance.between(-1, 1);
    }
}
