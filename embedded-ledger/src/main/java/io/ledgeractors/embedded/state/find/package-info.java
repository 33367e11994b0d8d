/**
 * The indexes by which filters find accounts and transfers. Internal to the state machine.
 *
 * <p>Creating adds to these indexes and reading searches them. May depend on: {@code state.tables} and what it may use.
 * Belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.find;

import org.jspecify.annotations.NullMarked;
