package dev.jbpf.cli;

/** A JSON request that cannot be answered; the message is the answer. */
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRequestException(String message) {
    super(message);
  }
}
