/**
 * The stores of records: slots of a fixed size that are read by ordinal, and columns of numbers beside them. Internal
 * to the state machine and its stores, without any promise to others.
 *
 * <p>May depend on: nothing but the JDK. A store belongs to one thread at a time.
 */
@NullMarked
package io.ledgeractors.embedded.state.store;

import org.jspecify.annotations.NullMarked;
