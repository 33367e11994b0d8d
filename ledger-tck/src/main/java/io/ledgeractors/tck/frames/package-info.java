/**
 * Frames recorded between clients and a real server, with the fields of their headers.
 *
 * <p>May depend on: ledger-model, Jackson. Thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.frames;

import org.jspecify.annotations.NullMarked;
