/**
 * INTERNAL API. Reads the settings of the configuration, with errors that name the whole key and its range.
 *
 * <p>May depend on: the configuration library. No Pekko.
 */
@NullMarked
package io.ledgeractors.actors.internal.config;

import org.jspecify.annotations.NullMarked;
