/**
 * Seeded random requests for any ledger, and the comparison of two ledgers that get the same requests.
 *
 * <p>May depend on: ledger-model. Not thread-safe. The same seed gives the same requests.
 */
@NullMarked
package io.ledgeractors.tck.generator;

import org.jspecify.annotations.NullMarked;
