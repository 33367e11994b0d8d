package io.ledgeractors.client.internal.transport;

/**
 * How connections are opened.
 *
 * @param timeoutMillis how long one attempt may take, with the resolution of the host's name
 * @param names resolver of host names
 */
public record ConnectConfig(int timeoutMillis, HostNames names) {}
