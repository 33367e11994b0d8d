/**
 * The seeded load for measurements of a ledger. May depend on: ledger-model. Not thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.load;

import org.jspecify.annotations.NullMarked;
