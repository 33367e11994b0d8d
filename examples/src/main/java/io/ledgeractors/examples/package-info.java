/**
 * Programs that show the toolkit. They add their commands to {@code ./ledger}.
 *
 * <p>May depend on: the packages of the examples; these do not depend on this one.
 */
@NullMarked
package io.ledgeractors.examples;

import org.jspecify.annotations.NullMarked;
