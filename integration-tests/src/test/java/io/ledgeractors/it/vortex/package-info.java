/** The drivers by which Vortex, TigerBeetle's fault harness, tests the client and the batcher; see docs/lab/vortex.md. */
package io.ledgeractors.it.vortex;
