package dev.jbpf.verifier.step.machine;

/** What a kernel would say depends on what is not modelled, or not given. */
public final class Unknown extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** It depends on what {@code reason} says. */
  public Unknown(String reason) {
    super(reason, null, false, false);
  }

  /** {@return what is missing} */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
