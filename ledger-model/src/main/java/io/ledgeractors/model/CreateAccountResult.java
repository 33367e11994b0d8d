package io.ledgeractors.model;

/**
 * The result of one account of a create request, at the position of its event.
 *
 * @param timestamp timestamp in ns since 1970: that of the object if it is in the ledger, else the slot of the event
 * @param status the status of the event
 */
public record CreateAccountResult(long timestamp, CreateAccountStatus status) {}
