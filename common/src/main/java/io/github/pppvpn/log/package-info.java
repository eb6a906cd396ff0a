/**
 * What the daemons wrote: where lines come from, how a line is read, and what the lines of one
 * attempt or session mean together.
 *
 * <p>The way of the data: a source gives {@link io.github.pppvpn.log.LineBlocks}; a scanner finds
 * the lines of the daemons that matter in them; their messages become events; what belongs to one
 * login attempt or one session is put together.
 */
package io.github.pppvpn.log;
