/**
 * A disk in memory that fails, fills up and loses power when a test says so.
 *
 * <p>May depend on: ledger-model. Thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.disk;

import org.jspecify.annotations.NullMarked;
