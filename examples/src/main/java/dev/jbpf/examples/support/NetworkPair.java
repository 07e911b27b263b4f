package dev.jbpf.examples.support;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Two networks of the example's own, each with an end of a veth pair: what is sent from the far one
 * comes in on {@link #NEAR}. The thread that opens it is in the near one until it closes it. The
 * kernel removes both when the process is gone, however it ends. Needs CAP_SYS_ADMIN.
 */
public final class NetworkPair implements SocketPlace, AutoCloseable {
  /** The interface of the near network. */
  public static final String NEAR = "near";

  private static final String FAR = "far";
  private static final int PREFIX = 24;

  private final NetworkNamespace home;
  private final ExecutorService far;

  private NetworkPair(NetworkNamespace home, ExecutorService far) {
    this.home = home;
    this.far = far;
  }

  /**
   * {@return two new networks, that know no other}
   *
   * @throws SyscallException if the kernel refuses
   */
  public static NetworkPair open() throws Exception {
    Kernel kernel = Kernel.local();
    NetworkPair pair =
        new NetworkPair(
            NetworkNamespace.current(kernel),
            Executors.newSingleThreadExecutor(NetworkPair::thread));
    try {
      pair.connect(kernel);
      return pair;
    } catch (Exception | Error e) {
      pair.close();
      throw e;
    }
  }

  private static Thread thread(Runnable tasks) {
    Thread thread = new Thread(tasks, "far network");
    thread.setDaemon(true);
    return thread;
  }

  private void connect(Kernel kernel) throws Exception {
    try (NetworkNamespace there = call(() -> NetworkNamespace.enterNew(kernel));
        NetworkNamespace here = NetworkNamespace.enterNew(kernel)) {
      VethPair.createPair(kernel, NEAR, FAR, there);
      VethPair.configure(kernel, NEAR, address(), PREFIX);
      call(
          () -> {
            VethPair.configure(kernel, FAR, address(2), PREFIX);
            return here;
          });
      VethPair.awaitUp(NEAR);
    }
  }

  /** {@return the near network's address on the pair} */
  public static InetAddress address() throws IOException {
    return address(1);
  }

  private static InetAddress address(int host) throws IOException {
    return InetAddress.getByAddress(new byte[] {10, 9, 0, (byte) host});
  }

  /** {@return what {@code task} gives, run in the far network} */
  @Override
  public <T> T call(Callable<T> task) throws Exception {
    try {
      return far.submit(task).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** The caller's thread goes back to where it was. */
  @Override
  public void close() {
    far.shutdownNow();
    home.enter();
    home.close();
  }
}
