/**
 * The ports between the project and the machine: interfaces for the clock and the disk, which tests and simulations
 * replace.
 *
 * <p>Depends on JSpecify only.
 */
@NullMarked
package io.ledgeractors.port;

import org.jspecify.annotations.NullMarked;
