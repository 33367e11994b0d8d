package io.ledgeractors.cli.imports;

/**
 * What became of the rows of a file.
 *
 * @param rows all of them
 * @param resumedBehind the row behind which this run began; 0: at the first
 * @param created by this import
 * @param existed were in the ledger already, just so
 * @param rejected not in the ledger; they are in the file of rejected rows
 */
public record ImportSummary(long rows, long resumedBehind, long created, long existed, long rejected) {}
