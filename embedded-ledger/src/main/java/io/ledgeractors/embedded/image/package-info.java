/**
 * The bytes in which the parts of a ledger describe themselves for a checkpoint, and read themselves again.
 *
 * <p>May depend on: ledger-model. Belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.image;

import org.jspecify.annotations.NullMarked;
