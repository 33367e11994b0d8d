package io.ledgeractors.actors.batcher;

/** What an ask is told. */
interface Answer<A> {
    void to(A ask);
}
