package dev.jbpf.methods.translate;

/** More is known of where ways meet than when the translation went there: it has to start again. */
final class StartAgain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartAgain() {
    super("start again", null, false, false);
  }
}
