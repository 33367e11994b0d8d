package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.state.store.PageImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images of pages in two files. A pass writes a page to the file that does not hold the image that counts. */
final class FilePageImages implements PageImages {
    private enum Pass {
        NONE,
        UNDER_WAY,
        COMPLETE,
        /** In a checkpoint that does not count yet. */
        SAVED
    }

    private final PageFile first;
    private final PageFile second;
    private final int pageBytes;
    private final ByteBuffer page;
    /** The pages whose image that counts is in the second file. */
    private BitSet places = new BitSet();

    private long[] marks = new long[MARKS];
    private int pages;
    private BitSet nextPlaces = new BitSet();
    private long[] nextMarks = new long[MARKS];
    private int nextPages;
    private Pass pass = Pass.NONE;
    /** The file to which pages were added that are not written yet, and the number of the page that may follow. */
    private @Nullable PageFile writing;

    private int next;

    FilePageImages(PageFile first, PageFile second, int pageBytes) {
        this.first = first;
        this.second = second;
        this.pageBytes = pageBytes;
        this.page = ByteBuffer.allocateDirect(pageBytes + PageFile.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    }

    List<PageFile> files() {
        return List.of(first, second);
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public long mark(int index) {
        return marks[index];
    }

    @Override
    public boolean mayBegin() {
        return pass == Pass.NONE;
    }

    @Override
    public void begin(long... marksNow) {
        pass = Pass.UNDER_WAY;
        nextMarks = marksNow.clone();
        nextPlaces = (BitSet) places.clone();
        nextPages = pages;
    }

    @Override
    public boolean write(int number, ByteBuffer source, int offset) {
        nextPlaces.set(number, !places.get(number));
        nextPages = Math.max(nextPages, number + 1);
        PageFile file = file(nextPlaces, number);
        try {
            if (file != writing || number != next) {
                flushWriting();
                file.beginAt(number);
                writing = file;
            }
            file.add(source, offset);
            next = number + 1;
            return true;
        } catch (IOException full) {
            writing = null;
            return false;
        }
    }

    @Override
    public boolean flush() {
        try {
            flushWriting();
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private void flushWriting() throws IOException {
        PageFile file = writing;
        writing = null;
        if (file != null) {
            file.flush();
        }
    }

    @Override
    public void complete() {
        pass = Pass.COMPLETE;
    }

    @Override
    public void abandon() {
        pass = Pass.NONE;
    }

    @Override
    public ByteBuffer read(int number) {
        file(places, number).read(number, page);
        return page;
    }

    /** Returns which images count: those of a complete pass from now on, if there is one. */
    SavedImages save(String name) {
        boolean complete = pass == Pass.COMPLETE || pass == Pass.SAVED;
        if (complete) {
            pass = Pass.SAVED;
        }
        List<Long> saved = Arrays.stream(complete ? nextMarks : marks).boxed().toList();
        return new SavedImages(name, pageBytes, complete ? nextPages : pages, saved, complete ? nextPlaces : places);
    }

    /** Takes what {@link #save} returned. */
    void restore(SavedImages saved) {
        if (saved.pageBytes() != pageBytes) {
            throw new IllegalArgumentException("the pages of " + saved.name() + " have " + saved.pageBytes()
                    + " bytes in the checkpoint, but this version has " + pageBytes);
        }
        marks = saved.marks().stream().mapToLong(Long::longValue).toArray();
        places = saved.places();
        pages = saved.pages();
    }

    /** Called when the checkpoint that was saved last counts. */
    void counts() {
        if (pass == Pass.SAVED) {
            places = nextPlaces;
            marks = nextMarks;
            pages = nextPages;
            pass = Pass.NONE;
        }
    }

    private PageFile file(BitSet placed, int number) {
        return placed.get(number) ? second : first;
    }
}
