/**
 * Executes the operations that change nothing: look-ups, queries by filter and change events. Internal to the state
 * machine.
 *
 * <p>May depend on: {@code state.find}, {@code state.tables} and what these may use. It must not depend on
 * {@code state.create} or {@code state.expire}. Belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.read;

import org.jspecify.annotations.NullMarked;
