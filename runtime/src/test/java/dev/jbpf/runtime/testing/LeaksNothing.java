package dev.jbpf.runtime.testing;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Fails the classes of this module's tests that leave descriptors open which they opened. */
final class LeaksNothing implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace HERE = Namespace.create(LeaksNothing.class);
  private static final String OWN = "dev.jbpf.runtime";

  /** The JVM keeps a socket of its own from the first channel on. */
  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    SocketChannel.open().close();
    DatagramChannel.open().close();
    context.getStore(HERE).put(context.getUniqueId(), Descriptors.count());
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    long before = context.getStore(HERE).get(context.getUniqueId(), Long.class);
    if (context.getRequiredTestClass().getPackageName().startsWith(OWN)) {
      require(context.getRequiredTestClass(), before);
    }
  }

  /** Java's own sockets are closed a moment later than their owners are. */
  static void require(Class<?> tests, long before) throws InterruptedException {
    for (int i = 0; i < 50 && Descriptors.count() > before; i++) {
      Thread.sleep(10);
    }
    long after = Descriptors.count();
    if (after > before) {
      throw new AssertionError(
          "R13: "
              + tests.getSimpleName()
              + " left "
              + (after - before)
              + " descriptors open, of "
              + Descriptors.targets());
    }
  }
}
