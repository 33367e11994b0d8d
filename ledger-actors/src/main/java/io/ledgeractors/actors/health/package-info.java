/**
 * Health checks of a ledger for Pekko Management: readiness and liveness.
 *
 * <p>May depend on: {@code actors}, Pekko Actor Typed, Pekko Cluster Typed. Thread-safe.
 */
@NullMarked
package io.ledgeractors.actors.health;

import org.jspecify.annotations.NullMarked;
