package io.ledgeractors.tck.naive;

/**
 * The result of one event.
 *
 * @param <S> the statuses of the operation
 * @param status the status of the event
 * @param timestamp the timestamp of the object if there is one, else the slot of the event
 */
record NaiveOutcome<S>(S status, long timestamp) {}
