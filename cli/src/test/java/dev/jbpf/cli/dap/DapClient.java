package dev.jbpf.cli.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jbpf.cli.CommandRun;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An editor as the wire sees it: requests are written out, and nothing of the server is used. */
final class DapClient implements AutoCloseable {
  private static final int SECONDS = 20;

  private final OutputStream out;
  private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
  private final Deque<JsonObject> events = new ArrayDeque<>();
  private int sequence;

  DapClient(InputStream in, OutputStream out) {
    this.out = out;
    Thread reader = new Thread(() -> read(new DataInputStream(in)), "client");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(DataInputStream in) {
    try {
      while (true) {
        received.add(message(in));
      }
    } catch (IOException hungUp) {
      received.add(new JsonObject());
    }
  }

  /** {@code Content-Length: N}, an empty line, and that many bytes. */
  private static JsonObject message(DataInputStream in) throws IOException {
    int length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      length = Integer.parseInt(line.replaceFirst("(?i)content-length:\\s*", ""));
    }
    byte[] content = new byte[length];
    in.readFully(content);
    return JsonParser.parseString(new String(content, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** {@return a client of a new server, which runs in a thread of its own} */
  static DapClient start() throws IOException {
    PipedOutputStream toServer = new PipedOutputStream();
    InputStream in = new PipedInputStream(toServer, 1 << 16);
    PipedOutputStream fromServer = new PipedOutputStream();
    DapClient client = new DapClient(new PipedInputStream(fromServer, 1 << 16), toServer);
    Thread server =
        new Thread(
            () ->
                CommandRun.jbpf(in, fromServer, OutputStream.nullOutputStream(), "debug", "--dap"),
            "server");
    server.setDaemon(true);
    server.start();
    return client;
  }

  /** Sends a request, its arguments in JSON with single quotes, and returns the whole response. */
  JsonObject request(String command, String arguments) throws Exception {
    int number = ++sequence;
    String text =
        String.format(
            "{'seq':%d,'type':'request','command':'%s','arguments':%s}",
            number, command, arguments);
    send(text);
    while (true) {
      JsonObject message = next();
      if (message.get("type").getAsString().equals("event")) {
        events.add(message);
      } else if (message.has("request_seq") && message.get("request_seq").getAsInt() == number) {
        return message;
      }
    }
  }

  /** Sends what may be no message at all. */
  void send(String text) throws IOException {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.flush();
  }

  private JsonObject next() throws InterruptedException {
    JsonObject message = received.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null || message.size() == 0) {
      throw new AssertionError("nothing comes from the server any more; events: " + events);
    }
    return message;
  }

  /** The body of a request that succeeds. */
  JsonObject ask(String command, String arguments) throws Exception {
    JsonObject response = request(command, arguments);
    if (!response.get("success").getAsBoolean()) {
      throw new AssertionError(command + ": " + response);
    }
    return response.has("body") && response.get("body").isJsonObject()
        ? response.getAsJsonObject("body")
        : new JsonObject();
  }

  /** The message of a request that fails. */
  String refusal(String command, String arguments) throws Exception {
    JsonObject response = request(command, arguments);
    if (response.get("success").getAsBoolean()) {
      throw new AssertionError(command + " succeeds: " + response);
    }
    return response.get("message").getAsString();
  }

  /** The body of the next event of that name; events of other names before it are passed over. */
  JsonObject event(String name) throws InterruptedException {
    while (true) {
      JsonObject event = events.isEmpty() ? next() : events.poll();
      if (name.equals(event.has("event") ? event.get("event").getAsString() : "")) {
        return event.has("body") && event.get("body").isJsonObject()
            ? event.getAsJsonObject("body")
            : new JsonObject();
      }
    }
  }

  /** Why the program stopped. */
  String stopped() throws InterruptedException {
    return event("stopped").get("reason").getAsString();
  }

  /** A request that lets the program go, and why it stopped then. */
  String go(String command) throws Exception {
    ask(command, "{'threadId':1}");
    return stopped();
  }

  /** The line that the innermost function is at. */
  int line() throws Exception {
    return frames().get(0).getAsJsonObject().get("line").getAsInt();
  }

  JsonArray frames() throws Exception {
    return ask("stackTrace", "{'threadId':1}").getAsJsonArray("stackFrames");
  }

  /** The number of what a scope holds. */
  int scope(String name, int frame) throws Exception {
    for (var scope : ask("scopes", "{'frameId':" + frame + "}").getAsJsonArray("scopes")) {
      if (scope.getAsJsonObject().get("name").getAsString().equals(name)) {
        return scope.getAsJsonObject().get("variablesReference").getAsInt();
      }
    }
    throw new AssertionError("no scope " + name);
  }

  /** One of the variables of that number. */
  JsonObject variable(int reference, String name) throws Exception {
    JsonArray all =
        ask("variables", "{'variablesReference':" + reference + "}").getAsJsonArray("variables");
    for (var variable : all) {
      if (variable.getAsJsonObject().get("name").getAsString().equals(name)) {
        return variable.getAsJsonObject();
      }
    }
    throw new AssertionError("no variable " + name + " in " + all);
  }

  String value(int reference, String name) throws Exception {
    return variable(reference, name).get("value").getAsString();
  }

  String register(String name) throws Exception {
    return value(scope("Registers", 1), name);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
