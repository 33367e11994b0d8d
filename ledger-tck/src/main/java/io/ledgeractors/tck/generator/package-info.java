/**
 * Seeded random requests for any ledger, and the comparison of two ledgers that answer the same ones.
 *
 * <p>May depend on: ledger-model. Threads: one at a time; the same seed makes the same requests.
 */
@NullMarked
package io.ledgeractors.tck.generator;

import org.jspecify.annotations.NullMarked;
