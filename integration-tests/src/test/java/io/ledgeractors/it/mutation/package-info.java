/**
 * Known bugs, planted one at a time in a copy of the sources, to see that the tests and simulations find them.
 *
 * <p>A campaign: nothing of it runs in the default build.
 */
@NullMarked
package io.ledgeractors.it.mutation;

import org.jspecify.annotations.NullMarked;
