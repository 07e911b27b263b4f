package dev.jbpf.cli.dap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;

/** Serves editors that debug programs: one on two streams, or one after the other on a socket. */
public final class DapServer {
  /**
   * What the wire's library would write on the standard error: an editor is told in an answer.
   * Kept, as loggers that nobody has are forgotten with their level.
   */
  private static final Logger WIRE = Logger.getLogger("org.eclipse.lsp4j");

  static {
    WIRE.setLevel(Level.OFF);
  }

  private final Function<LaunchOptions, Debuggee> programs;

  /**
   * A server.
   *
   * @param programs reads what an editor launches; what it throws, the editor is told
   */
  public DapServer(Function<LaunchOptions, Debuggee> programs) {
    this.programs = programs;
  }

  /** Serves one editor, until it hangs up. */
  public void serve(InputStream in, OutputStream out) {
    ExecutorService reader = Executors.newSingleThreadExecutor(DapServer::daemon);
    try (DapSession session = new DapSession(programs)) {
      Launcher<IDebugProtocolClient> launcher =
          new DebugLauncher.Builder<IDebugProtocolClient>()
              .setLocalService(session)
              .setRemoteInterface(IDebugProtocolClient.class)
              .setInput(in)
              .setOutput(out)
              .setExecutorService(reader)
              .setExceptionHandler(thrown -> DapError.of(thrown).getResponseError())
              .create();
      session.connect(launcher.getRemoteProxy());
      launcher.startListening().get();
    } catch (ExecutionException hungUp) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reader.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "editor");
    thread.setDaemon(true);
    return thread;
  }

  /** Serves one editor after the other, until {@code socket} is closed. */
  public void serve(ServerSocket socket) throws IOException {
    while (!socket.isClosed()) {
      try (Socket editor = socket.accept()) {
        serve(editor.getInputStream(), editor.getOutputStream());
      }
    }
  }
}
