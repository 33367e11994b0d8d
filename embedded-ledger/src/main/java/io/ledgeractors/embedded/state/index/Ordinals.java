package io.ledgeractors.embedded.state.index;

/** A set of ordinals that can be searched in either direction and combined with others. */
public interface Ordinals {
    /** Returned by {@link #ceiling} if there is no such member. */
    int NONE_ABOVE = Integer.MAX_VALUE;

    /** Returned by {@link #floor} if there is no such member. */
    int NONE_BELOW = -1;

    /** Returns the smallest member that is not below {@code ordinal}, or {@link #NONE_ABOVE}. */
    int ceiling(int ordinal);

    /** Returns the greatest member that is not above {@code ordinal}, or {@link #NONE_BELOW}. */
    int floor(int ordinal);

    /** Returns the empty set. */
    static Ordinals none() {
        return range(0, 0);
    }

    /** Returns the set of all ordinals from {@code from} on and below {@code to}. */
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

    /** Returns the union of two sets. */
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

    /** Returns the intersection of at least one set. */
    static Ordinals intersection(Ordinals... sets) {
        return sets.length == 1 ? sets[0] : new Intersection(sets);
    }
}
