/**
 * The load under which a ledger is measured. Seeded; may depend on: ledger-model. Not thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.load;

import org.jspecify.annotations.NullMarked;
