/**
 * The ports through which the rest of the project sees the outside: interfaces for the clock and, as modules
 * come to need them, disk and network.
 *
 * <p>Depends on nothing but JSpecify.
 */
@NullMarked
package io.ledgeractors.port;

import org.jspecify.annotations.NullMarked;
