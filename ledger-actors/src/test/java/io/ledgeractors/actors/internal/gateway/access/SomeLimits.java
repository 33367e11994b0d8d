package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.model.UInt128;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limits for tests. */
final class SomeLimits {
    static final String SETTING = "ledger-actors.gateway.access.limits[0]";

    private SomeLimits() {}

    static AccessLimits of(Set<Integer> ledgers, Set<Integer> codes, @Nullable UInt128 amountMax) {
        return new AccessLimits(SETTING, Permission.READ_AND_WRITE, ledgers, codes, amountMax);
    }

    static AccessLimits ledgers(Integer... ledgers) {
        return of(Set.of(ledgers), Set.of(), null);
    }

    static AccessLimits codes(Integer... codes) {
        return of(Set.of(), Set.of(codes), null);
    }

    static AccessLimits amountMax(long amountMax) {
        return of(Set.of(), Set.of(), UInt128.of(amountMax));
    }

    static AccessLimits readOnly() {
        return new AccessLimits(SETTING, Permission.READ, Set.of(), Set.of(), null);
    }

    static AccessLimits nothing() {
        return new AccessLimits(AccessSettings.PATH, Permission.NOTHING, Set.of(), Set.of(), null);
    }
}
