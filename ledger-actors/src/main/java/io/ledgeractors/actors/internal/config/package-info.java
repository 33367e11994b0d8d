/**
 * INTERNAL API. Reads the configuration, with errors that name the whole key and its range.
 *
 * <p>May depend on: the configuration library and Pekko's annotations.
 */
@NullMarked
package io.ledgeractors.actors.internal.config;

import org.jspecify.annotations.NullMarked;
