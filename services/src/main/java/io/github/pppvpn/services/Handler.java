package io.github.pppvpn.services;

/**
 * An event handler. It takes no argument and finds out itself what there is to do, so that whoever
 * may start it can do no more than that; the same script answers as a service, which repeats it and
 * tells when it gives up.
 *
 * @param name the script's file, the service's and the command's name
 * @param title a few words for people
 * @param question what the service tells
 * @param switchedOnBy the host variable without which it is not used
 * @param pace how often the service asks it
 */
public record Handler(String name, String title, String question, String switchedOnBy, Pace pace) {}
