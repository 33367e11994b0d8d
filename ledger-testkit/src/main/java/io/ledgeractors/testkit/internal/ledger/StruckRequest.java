package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.internal.fault.PlannedFault;
import io.ledgeractors.testkit.internal.fault.Strike;

/** A request that a fault strikes, and how far that has come. Used on the ledger's thread. */
final class StruckRequest {
    private final PlannedFault fault;
    private final UInt128 checksum;
    private boolean hasStruck;
    private boolean isReleased;
    private long arrivesAt = Long.MIN_VALUE;

    /**
     * Creates a request whose first copy is on its way.
     *
     * @param checksum of its header, which all its copies have
     */
    StruckRequest(PlannedFault fault, UInt128 checksum) {
        this.fault = fault;
        this.checksum = checksum;
    }

    UInt128 checksum() {
        return checksum;
    }

    /** Returns true for a fault that strikes once and has not struck yet; from now on it has. */
    boolean strikesNow(Strike.Plain expected) {
        return fault.strike() == expected && strikesNow();
    }

    private boolean strikesNow() {
        boolean isFirst = !hasStruck;
        if (isFirst) {
            hasStruck = true;
            fault.hasStruck();
        }
        return isFirst;
    }

    /** Returns true if it is to be held. */
    boolean isHeld() {
        boolean isHeld = fault.strike() == Strike.Plain.HOLD && !isReleased;
        if (isHeld) {
            strikesNow();
        }
        return isHeld;
    }

    void release() {
        isReleased = true;
    }

    /** Returns the ns that a copy must still wait if it is sent now; 0 if none. */
    long delay(long now) {
        if (!(fault.strike() instanceof Strike.Delay delay)) {
            return 0;
        }
        if (strikesNow()) {
            arrivesAt = delay.nanos() > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delay.nanos();
        }
        return Math.max(0, arrivesAt - now);
    }
}
