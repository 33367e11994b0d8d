package io.ledgeractors.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Converts between the bits of flags and sets of them. */
final class FlagSets {
    private FlagSets() {}

    /** Returns the flags whose bits are set; bits that stand for no flag are left out. */
    static <F extends Enum<F>> Set<F> ofBits(Class<F> type, ToIntFunction<F> bit, int bits) {
        Set<F> flags = EnumSet.allOf(type);
        flags.removeIf(flag -> (bits & bit.applyAsInt(flag)) == 0);
        return Collections.unmodifiableSet(flags);
    }

    /** Returns the bits of all flags of a set. */
    static <F> int toBits(Set<F> flags, ToIntFunction<F> bit) {
        int bits = 0;
        for (F flag : flags) {
            bits |= bit.applyAsInt(flag);
        }
        return bits;
    }
}
