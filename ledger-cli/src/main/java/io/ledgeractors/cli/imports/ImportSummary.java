package io.ledgeractors.cli.imports;

/**
 * The outcome of the rows of a file.
 *
 * @param rows number of rows
 * @param resumedBehind number of the row after which this run began; 0 for the first row
 * @param created number of rows that this import created
 * @param existed number of rows that were in the ledger already, with equal fields
 * @param rejected number of rows that are in the file of rejected rows and not in the ledger
 */
public record ImportSummary(long rows, long resumedBehind, long created, long existed, long rejected) {}
