package dev.jbpf.cli.dap;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** What an editor is told where a request fails: the reason, for people. */
final class DapError {
  private DapError() {}

  /** {@return the failure of a request for that reason} */
  static ResponseErrorException of(String reason) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.InvalidParams, reason, null));
  }

  /** {@return the same for whatever was thrown: an editor shows the message, and goes on} */
  static ResponseErrorException of(Throwable cause) {
    boolean isWrapped =
        cause instanceof CompletionException || cause instanceof InvocationTargetException;
    Throwable root = isWrapped && cause.getCause() != null ? cause.getCause() : cause;
    if (root != cause) {
      return of(root);
    } else if (root instanceof ResponseErrorException already) {
      return already;
    } else if (root instanceof UnsupportedOperationException && root.getMessage() == null) {
      return of("this debugger knows no such request");
    }
    String message = root.getMessage();
    return of(message == null ? root.toString() : message);
  }
}
