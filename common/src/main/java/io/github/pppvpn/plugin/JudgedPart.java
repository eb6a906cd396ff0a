package io.github.pppvpn.plugin;

/**
 * One of several things that a run asked, judged by itself.
 *
 * @param name as it may be shown
 * @param verdict as if the run had asked nothing else
 * @param word the worst that there is to say of it, in a word or two; may be empty
 */
public record JudgedPart(String name, Verdict verdict, String word) {}
