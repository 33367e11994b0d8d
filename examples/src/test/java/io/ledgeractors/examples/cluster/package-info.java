/** Tests of the pure parts of the command {@code cluster}. */
package io.ledgeractors.examples.cluster;
