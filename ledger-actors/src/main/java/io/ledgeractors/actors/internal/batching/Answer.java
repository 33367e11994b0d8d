package io.ledgeractors.actors.internal.batching;

/** Gives an ask its answer. */
interface Answer<A> {
    void to(A ask);
}
