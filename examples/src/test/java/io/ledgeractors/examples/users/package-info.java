/** Tests of the users. */
package io.ledgeractors.examples.users;
