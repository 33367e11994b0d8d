/**
 * The state in which a ledger was found when it was opened, and the policy for a lost end of its log.
 *
 * <p>Immutable values that users see. May depend on: nothing.
 */
@NullMarked
package io.ledgeractors.embedded.recovery;

import org.jspecify.annotations.NullMarked;
