package io.github.pppvpn.pool;

/**
 * A file that a configuration takes in, and that could not be read.
 *
 * @param path the file
 * @param sentence where it is taken in, and why it cannot be read
 * @param remedy what to do, a sentence
 */
public record UnreadFile(String path, String sentence, String remedy) {}
