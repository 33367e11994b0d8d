/**
 * Frames recorded between clients and a real server, with what their headers say.
 *
 * <p>May depend on: ledger-model, Jackson. Thread-safe.
 */
@NullMarked
package io.ledgeractors.tck.frames;

import org.jspecify.annotations.NullMarked;
