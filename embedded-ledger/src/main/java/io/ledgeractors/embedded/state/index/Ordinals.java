package io.ledgeractors.embedded.state.index;

/** A set of ordinals, to be walked in either direction and to be intersected with others. */
public interface Ordinals {
    /** What {@link #ceiling} answers if there is none. */
    int NONE_ABOVE = Integer.MAX_VALUE;

    /** What {@link #floor} answers if there is none. */
    int NONE_BELOW = -1;

    /** The smallest member that is not below {@code ordinal}, or {@link #NONE_ABOVE}. */
    int ceiling(int ordinal);

    /** The greatest member that is not above {@code ordinal}, or {@link #NONE_BELOW}. */
    int floor(int ordinal);

    /** The set without members. */
    static Ordinals none() {
        return range(0, 0);
    }

    /** All ordinals from {@code from} on and below {@code to}. */
    static Ordinals range(int from, int to) {
        return new Ordinals() {
            @Override
            public int ceiling(int ordinal) {
                int candidate = Math.max(from, ordinal);
                return candidate < to ? candidate : NONE_ABOVE;
            }

            @Override
            public int floor(int ordinal) {
                int candidate = Math.min(to - 1, ordinal);
                return candidate >= from ? candidate : NONE_BELOW;
            }
        };
    }

    /** The members of either. */
    static Ordinals union(Ordinals one, Ordinals other) {
        return new Ordinals() {
            @Override
            public int ceiling(int ordinal) {
                return Math.min(one.ceiling(ordinal), other.ceiling(ordinal));
            }

            @Override
            public int floor(int ordinal) {
                return Math.max(one.floor(ordinal), other.floor(ordinal));
            }
        };
    }

    /** The members of all of these, at least one. */
    static Ordinals intersection(Ordinals... sets) {
        return sets.length == 1 ? sets[0] : new Intersection(sets);
    }
}
