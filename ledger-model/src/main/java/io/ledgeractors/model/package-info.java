/**
 * What everybody speaks: accounts, transfers, statuses, ids.
 *
 * <p>Immutable values without I/O, threads or frameworks. Depends on nothing but JSpecify.
 */
@NullMarked
package io.ledgeractors.model;

import org.jspecify.annotations.NullMarked;
