package io.ledgeractors.actors.serialization;

/** Bytes that a hostile node sends in the place of a message. */
public record Forged(String manifest, byte[] bytes) {}
