/**
 * The data structures that find records: by id, by the value of a field, by time of expiry. Internal to the state
 * machine, without any promise to others.
 *
 * <p>An index knows ordinals, never records, so the owner of the records compares them. May depend on:
 * {@code state.store}. An index belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.index;

import org.jspecify.annotations.NullMarked;
