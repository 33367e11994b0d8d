/** Tests of the ledger that a command uses. */
package io.ledgeractors.cli.ledger;
