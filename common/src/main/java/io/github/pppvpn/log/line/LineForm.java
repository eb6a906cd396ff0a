package io.github.pppvpn.log.line;

/** The forms of log lines. A line says by its first bytes which one it is. */
public enum LineForm {
  /**
   * {@code Nov 21 20:01:02 host tag[pid]: message}, RFC 3164 and journalctl -o short; BusyBox's
   * syslogd writes {@code facility.level } before the tag.
   */
  BSD,
  /**
   * {@code 2026-11-21T20:01:02.123456+01:00 host tag[pid]: message}, journalctl -o short-iso; the
   * stamp in brackets or not.
   */
  RFC3339,
  /**
   * {@code <30>1 2026-11-21T20:01:02Z host app procid msgid [sd] message}; with a relay's stamp and
   * host in the priority's place or not.
   */
  RFC5424,
  /** One object of journalctl -o json. */
  JOURNAL_JSON,
  /** {@code [2026-11-21 20:01:02]: level: ifname: message}, accel-ppp's own file. */
  ACCEL,
  /** {@code Wed Mar 26 12:54:17 2014 : Auth: message}, FreeRADIUS's own file. */
  FREERADIUS,
  /**
   * {@code Sat Nov 21 20:01:02 2026 daemon.notice tag[pid]: message}, OpenWrt's logread; with a
   * host before facility and level or not, and those two or not.
   */
  LOGREAD,
  /** {@code 2026-11-21 20:01:02.123 message}, SoftEther's own files. */
  SOFTETHER,
  /** {@code Nov 21 20:01:02 12[IKE] message} or {@code 12[IKE] message}, strongSwan's own file. */
  CHARON,
  /** {@code Nov 21 20:01:02.123456: message}, Libreswan's own file. */
  PLUTO,
  /**
   * {@code tag[pid]: message} without a time, as a process hands it to syslog; with {@code
   * facility.level } before it or not.
   */
  TAG,
  /** A message alone: pppd's own logfile, or the rest of another program's message. */
  PLAIN
}
