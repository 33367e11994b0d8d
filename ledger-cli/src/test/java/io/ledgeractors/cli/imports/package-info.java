/** Tests of the import of CSV files. */
package io.ledgeractors.cli.imports;
