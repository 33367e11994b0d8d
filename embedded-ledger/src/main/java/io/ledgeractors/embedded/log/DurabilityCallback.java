package io.ledgeractors.embedded.log;

/** Hears when operations last. Exactly one method is called, once; it must not block. */
public interface DurabilityCallback {
    /** They last. */
    void durable();

    /**
     * It is not known whether they last.
     *
     * @param why the reason, for people
     */
    void failed(String why);
}
