/**
 * INTERNAL API. The limits of the callers of a gateway: which requests of a node are refused because of its roles, and
 * which results of its reads are left out.
 *
 * <p>May depend on: {@code internal.config}, ledger-model, the configuration library and Pekko's annotations. It uses
 * no other Pekko, no clock, no I/O and no threads.
 */
@NullMarked
package io.ledgeractors.actors.internal.gateway.access;

import org.jspecify.annotations.NullMarked;
