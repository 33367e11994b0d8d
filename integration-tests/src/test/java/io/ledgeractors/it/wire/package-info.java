/** Tests of both ends of the wire, and of faults between them. */
package io.ledgeractors.it.wire;
