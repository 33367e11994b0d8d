/**
 * The Pekko extension: the way in for actors and everybody else.
 *
 * <p>May depend on: native-client, embedded-ledger, Pekko Actor Typed, Cluster Sharding Typed.
 */
@NullMarked
package io.ledgeractors.actors;

import org.jspecify.annotations.NullMarked;
