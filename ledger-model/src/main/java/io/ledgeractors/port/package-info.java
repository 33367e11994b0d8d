/**
 * The ports through which the rest of the project sees the outside: interfaces for the clock, the disk and,
 * as modules come to need it, the network.
 *
 * <p>Depends on nothing but JSpecify.
 */
@NullMarked
package io.ledgeractors.port;

import org.jspecify.annotations.NullMarked;
