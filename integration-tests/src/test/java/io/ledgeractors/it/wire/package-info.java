/** Both ends of the wire, and everything that can go wrong between them. */
package io.ledgeractors.it.wire;
