/** Tests of the import of CSV files. */
package io.ledgeractors.examples.imports;
