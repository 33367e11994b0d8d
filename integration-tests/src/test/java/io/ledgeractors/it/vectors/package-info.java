/** The recorded scenarios through the whole way from a session to the ledger. */
package io.ledgeractors.it.vectors;
