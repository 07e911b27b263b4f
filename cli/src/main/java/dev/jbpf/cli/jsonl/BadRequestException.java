package dev.jbpf.cli.jsonl;

/** A JSON request that cannot be answered; the message is the answer. */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRequestException(String message) {
    super(message);
  }
}
