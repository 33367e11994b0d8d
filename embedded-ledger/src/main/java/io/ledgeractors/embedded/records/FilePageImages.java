package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.state.store.PageImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private final ByteBuffer page;
    /** The pages whose image that counts is in the second file. */
    private BitSet places = new BitSet();

    private long[] marks = new long[MARKS];
    private BitSet nextPlaces = new BitSet();
    private long[] nextMarks = new long[MARKS];
    private Pass pass = Pass.NONE;
    /** The file to which pages were added that are not written yet, and the number of the page that may follow. */
    private @Nullable PageFile writing;

    private int next;

    FilePageImages(PageFile first, PageFile second, int pageBytes) {
        this.first = first;
        this.second = second;
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
    }

    @Override
    public boolean write(int number, ByteBuffer source, int offset) {
        nextPlaces.set(number, !places.get(number));
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

    /** Writes which images count: those of a complete pass from now on, if there is one. */
    void save(ImageWriter image) {
        boolean next = pass == Pass.COMPLETE || pass == Pass.SAVED;
        if (next) {
            pass = Pass.SAVED;
        }
        for (long mark : next ? nextMarks : marks) {
            image.putLong(mark);
        }
        long[] bits = (next ? nextPlaces : places).toLongArray();
        image.putInt(bits.length);
        for (long bit : bits) {
            image.putLong(bit);
        }
    }

    /** Takes what {@link #save} wrote. */
    void restore(ImageReader image) {
        for (int i = 0; i < MARKS; i++) {
            marks[i] = image.getLong();
        }
        long[] bits = new long[image.getInt()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = image.getLong();
        }
        places = BitSet.valueOf(bits);
    }

    /** Called when the checkpoint that was saved last counts. */
    void counts() {
        if (pass == Pass.SAVED) {
            places = nextPlaces;
            marks = nextMarks;
            pass = Pass.NONE;
        }
    }

    private PageFile file(BitSet placed, int number) {
        return placed.get(number) ? second : first;
    }
}
