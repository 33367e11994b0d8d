package io.ledgeractors.embedded.records;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.records.SavedRecords.PageResult;
import io.ledgeractors.embedded.state.store.PageImages;
import io.ledgeractors.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Images of pages, as a checkpoint describes them, see {@link PageImages}. Their files have two places for each page.
 *
 * @param name name of the images
 * @param pageBytes bytes of a page without its trailer
 * @param pages number of pages that have an image
 * @param marks the marks of the pass that counts
 * @param places the pages whose image that counts is in the second file; not to be changed
 */
public record SavedImages(String name, int pageBytes, int pages, List<Long> marks, BitSet places) {
    /** The files of images, by place. */
    static final List<String> PLACES = List.of("-a", "-b");

    /** Reads what {@link RecordFiles#save} wrote, behind the records. */
    public static List<SavedImages> read(ImageReader image) {
        List<SavedImages> all = new ArrayList<>();
        int sets = image.getInt();
        for (int i = 0; i < sets; i++) {
            String name = image.getName();
            int pageBytes = image.getInt();
            int pages = image.getInt();
            List<Long> marks = new ArrayList<>();
            for (int mark = 0; mark < PageImages.MARKS; mark++) {
                marks.add(image.getLong());
            }
            all.add(new SavedImages(name, pageBytes, pages, marks, BitSet.valueOf(image.getBytes())));
        }
        return all;
    }

    void write(ImageWriter image) {
        image.putName(name);
        image.putInt(pageBytes);
        image.putInt(pages);
        marks.forEach(image::putLong);
        byte[] bits = places.toByteArray();
        image.putBytes(ByteBuffer.wrap(bits), 0, bits.length);
    }

    /** Returns the name of the file of a place, 0 or 1. */
    public String file(int place) {
        return name + PLACES.get(place) + RecordFiles.SUFFIX;
    }

    /** Returns the bytes that the file of a place has at least. */
    public long bytes(int place) {
        return (long) (last(place) + 1) * pageFileBytes();
    }

    /** Returns the bytes of a page of a file, with its trailer. */
    public int pageFileBytes() {
        return pageBytes + PageFile.TRAILER;
    }

    /** Returns the number of pages whose image that counts is in the file of a place. */
    public int pagesIn(int place) {
        int second = places.get(0, pages).cardinality();
        return place == 1 ? second : pages - second;
    }

    /**
     * Checks the pages whose image that counts is in the file of a place, as far as the file reaches.
     *
     * @param salt the salt of the directory, which the checkpoint holds
     * @param found receives the result for each of these pages
     * @throws IOException if a page cannot be read
     */
    public void check(DiskFile opened, int place, long salt, PageResult found) throws IOException {
        long whole = opened.size() / pageFileBytes();
        PageFile paged = new PageFile(file(place), pageBytes, pages, salt, any -> opened, ByteBuffer.allocate(0));
        ByteBuffer page = ByteBuffer.allocate(pageFileBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int number = 0; number < Math.min(pages, whole); number++) {
            if (places.get(number) == (place == 1)) {
                found.page(number, paged.load(number, page));
            }
        }
    }

    private int last(int place) {
        int page = place == 1 ? places.previousSetBit(pages - 1) : places.previousClearBit(pages - 1);
        return Math.max(page, -1);
    }
}
