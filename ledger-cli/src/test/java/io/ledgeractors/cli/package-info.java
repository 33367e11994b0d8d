/** Tests of the command line. */
package io.ledgeractors.cli;
