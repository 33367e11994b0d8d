package io.ledgeractors.embedded.state.index;

/** The intersection of sets. Each set jumps to the candidate of the others until all agree on one. */
final class Intersection implements Ordinals {
    private final Ordinals[] sets;

    Intersection(Ordinals[] sets) {
        if (sets.length == 0) {
            throw new IllegalArgumentException("no sets to intersect");
        }
        this.sets = sets.clone();
    }

    @Override
    public int ceiling(int ordinal) {
        int candidate = ordinal;
        int agreed = 0;
        for (int i = 0; agreed < sets.length; i = (i + 1) % sets.length) {
            int next = sets[i].ceiling(candidate);
            if (next == NONE_ABOVE) {
                return NONE_ABOVE;
            }
            agreed = next == candidate ? agreed + 1 : 1;
            candidate = next;
        }
        return candidate;
    }

    @Override
    public int floor(int ordinal) {
        int candidate = ordinal;
        int agreed = 0;
        for (int i = 0; agreed < sets.length; i = (i + 1) % sets.length) {
            int next = sets[i].floor(candidate);
            if (next == NONE_BELOW) {
                return NONE_BELOW;
            }
            agreed = next == candidate ? agreed + 1 : 1;
            candidate = next;
        }
        return candidate;
    }
}
