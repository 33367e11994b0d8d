/** The drivers by which Vortex, TigerBeetle's fault harness, tests client and batcher; see docs/lab/vortex.md. */
package io.ledgeractors.it.vortex;
