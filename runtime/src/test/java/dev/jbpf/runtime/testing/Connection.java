package dev.jbpf.runtime.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Two ends of a connection.
 *
 * @param client the end that writes
 * @param accepted the end that reads
 */
public record Connection(SocketChannel client, SocketChannel accepted) implements AutoCloseable {

  /** {@return a new one through {@code address}, whose port may be 0} */
  public static Connection open(SocketAddress address) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(address)) {
      return new Connection(SocketChannel.open(server.getLocalAddress()), server.accept());
    }
  }

  /** Sends {@code text}. */
  public void write(String text) throws IOException {
    client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** {@return what comes, of that length, less if the other end is closed} */
  public String read(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && accepted.read(bytes) >= 0) {
      // A stream has no messages: what was written at once may come in parts.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    client.close();
    accepted.close();
  }
}
