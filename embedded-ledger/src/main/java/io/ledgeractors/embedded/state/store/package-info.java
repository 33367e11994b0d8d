/**
 * Where records lie: fixed slots read by ordinal, and columns of numbers beside them. Internal to the state
 * machine; no promise to anybody else.
 *
 * <p>May depend on: nothing but the JDK. A store belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.store;

import org.jspecify.annotations.NullMarked;
