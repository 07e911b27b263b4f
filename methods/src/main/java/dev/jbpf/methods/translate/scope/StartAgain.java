package dev.jbpf.methods.translate.scope;

/** More is known of where ways meet than when the translation went there: it has to start again. */
public final class StartAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartAgain() {
    super("start again", null, false, false);
  }
}
