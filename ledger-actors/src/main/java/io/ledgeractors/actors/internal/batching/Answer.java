package io.ledgeractors.actors.internal.batching;

/** What an ask is told. */
interface Answer<A> {
    void to(A ask);
}
