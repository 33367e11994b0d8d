package io.ledgeractors.embedded.state.store;

import java.nio.ByteBuffer;

/**
 * Images of pages that change, for the next start. A pass writes all pages that have changed since the pass before,
 * some at a time, while pages go on changing. It counts from the first checkpoint on that is taken when it is complete.
 * Until then the images of the pass before count, and they are not overwritten. Pages are counted from 0.
 */
public interface PageImages {
    /** The images of a ledger that lives in memory alone. It keeps none. */
    PageImages NONE = new PageImages() {
        @Override
        public boolean isKept() {
            return false;
        }

        @Override
        public long mark(int index) {
            return 0;
        }

        @Override
        public boolean mayBegin() {
            return false;
        }

        @Override
        public void begin(long... marks) {}

        @Override
        public boolean write(int page, ByteBuffer source, int offset) {
            return false;
        }

        @Override
        public boolean flush() {
            return false;
        }

        @Override
        public void complete() {}

        @Override
        public void abandon() {}

        @Override
        public ByteBuffer read(int page) {
            throw new IllegalStateException("there is no image of page " + page);
        }
    };

    /** The number of marks. */
    int MARKS = 3;

    /** Returns false for {@link #NONE}. */
    boolean isKept();

    /** Returns a mark of the pass that counts; 0 if none does. */
    long mark(int index);

    /** Returns true if no pass is under way, and none waits for a checkpoint. */
    boolean mayBegin();

    /**
     * Begins a pass.
     *
     * @param marks {@link #MARKS} numbers that say how far the ledger is now
     */
    void begin(long... marks);

    /** Adds a page to the pass; returns false if it cannot be written. */
    boolean write(int page, ByteBuffer source, int offset);

    /** Writes what was added; returns false if it cannot be written. */
    boolean flush();

    /** Ends a pass that has written all its pages. */
    void complete();

    /** Ends a pass of which a page could not be written. */
    void abandon();

    /** Returns the image of a page in the pass that counts, which is lent until the next call. */
    ByteBuffer read(int page);
}
