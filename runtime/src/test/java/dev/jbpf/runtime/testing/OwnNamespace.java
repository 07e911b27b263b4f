package dev.jbpf.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread that shares less with the rest of the machine; processes that it starts neither. */
final class OwnNamespace {
  private OwnNamespace() {}

  /**
   * {@return what {@code body} gives, run on such a thread}
   *
   * @param kind which namespace is the thread's own, as unshare(2) takes it
   */
  static <T> T call(long kind, Callable<T> body) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              assertThat(BpfSyscalls.system().call(Syscall.UNSHARE, kind, 0, 0))
                  .as("unshare")
                  .isZero();
              return body.call();
            });
    Thread thread = new Thread(task, "own namespace");
    thread.start();
    thread.join();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }
}
