/** Tests of several nodes on one ledger, and of faults between them. */
package io.ledgeractors.it.nodes;
