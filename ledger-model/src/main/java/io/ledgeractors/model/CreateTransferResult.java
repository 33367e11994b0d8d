package io.ledgeractors.model;

/**
 * The answer to one transfer of a create request, at the position of its event.
 *
 * @param timestamp ns since 1970: of the object if created or existing, else the slot of the event
 * @param status what became of it
 */
public record CreateTransferResult(long timestamp, CreateTransferStatus status) {}
