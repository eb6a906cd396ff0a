package io.github.pppvpn.log.source;

/**
 * A part of one file that is to be read.
 *
 * @param index the file's place in its snapshot
 * @param start the first byte, uncompressed
 * @param limit where it ends at the latest
 * @param addLf whether a last line without LF is given one
 * @param counted whether an earlier run has counted it
 */
record Stretch(OpenFile file, int index, long start, long limit, boolean addLf, boolean counted) {}
