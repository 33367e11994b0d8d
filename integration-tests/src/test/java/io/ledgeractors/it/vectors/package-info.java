/** Replays of the recorded scenarios through all layers, from a session to the ledger. */
package io.ledgeractors.it.vectors;
