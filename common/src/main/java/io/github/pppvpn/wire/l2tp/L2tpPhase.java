package io.github.pppvpn.wire.l2tp;

/** Where a client's control connection stands (RFC 2661 section 7.2). */
public enum L2tpPhase {
  IDLE("not started"),
  STARTING("waiting for the answer to SCCRQ"),
  REPLIED("SCCRP received"),
  CONNECTING("waiting for the acknowledgment of SCCCN"),
  ESTABLISHED("tunnel established"),
  STOPPING("waiting for the acknowledgment of StopCCN"),
  CLOSED("closed");

  private final String text;

  L2tpPhase(String text) {
    this.text = text;
  }

  /** A few words for an operator. */
  public String text() {
    return text;
  }
}
