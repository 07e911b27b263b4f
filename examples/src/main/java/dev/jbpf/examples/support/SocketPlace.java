package dev.jbpf.examples.support;

import java.util.concurrent.Callable;

/** Where sockets are opened: a network namespace. They stay there, whoever uses them. */
@FunctionalInterface
public interface SocketPlace {
  /** Where the caller is. */
  SocketPlace HERE =
      new SocketPlace() {
        @Override
        public <T> T call(Callable<T> task) throws Exception {
          return task.call();
        }
      };

  /** {@return what {@code task} gives, run there} */
  <T> T call(Callable<T> task) throws Exception;
}
