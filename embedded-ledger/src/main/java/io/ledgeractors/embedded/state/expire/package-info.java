/**
 * Expires pending transfers whose time-out has passed. Internal to the state machine.
 *
 * <p>May depend on: {@code state.tables}, {@code state.find} and what these may use. It must not depend on
 * {@code state.read} or {@code state.create}. Belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.expire;

import org.jspecify.annotations.NullMarked;
