package dev.jbpf.cli.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.jsonl.RequestLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object a line in, one out, in order, each flushed. A request that cannot be answered is
 * answered with an error; only the end of the input ends it.
 */
public final class JsonLines {
  /** The parser's own limit on a text is 20 million characters: sources may be longer. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final String TOO_LONG =
      "a request has at most " + (RequestLines.MOST >> 20) + " MiB";

  private JsonLines() {}

  /** Answers one request: writes fields into an object that is open. */
  @FunctionalInterface
  public interface Service {
    void answer(Map<String, Object> request, JsonGenerator json) throws IOException;
  }

  /**
   * Answers every line of {@code in}; blank lines are passed over.
   *
   * @throws UsageException if a line cannot be read, or an answer not be written
   */
  public static void serve(InputStream in, OutputStream out, Service service) {
    try {
      RequestLines lines = new RequestLines(in);
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().isTooLong()) {
          send(write(json -> writeError(json, "request", TOO_LONG)), out);
        } else if (!line.get().text().isBlank()) {
          send(answer(line.get().text(), service), out);
        }
      }
    } catch (IOException e) {
      throw UsageException.of("read", "standard input", e);
    }
  }

  private static void send(String answer, OutputStream out) {
    try {
      out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw UsageException.of("write", "standard output", e);
    }
  }

  private static String answer(String line, Service service) throws IOException {
    try {
      return write(json -> service.answer(parse(line), json));
    } catch (BadRequestException e) {
      return write(json -> writeError(json, "request", e.getMessage()));
    } catch (OutOfMemoryError e) {
      return write(json -> writeError(json, "memory", "there is not enough memory for this"));
    } catch (RuntimeException | StackOverflowError e) {
      // A worker outlives its own mistakes: the caller gets this one as its answer.
      return write(json -> writeError(json, "internal", String.valueOf(e)));
    }
  }

  /** Writes that the request cannot be answered, and why. */
  public static void writeError(JsonGenerator json, String code, String message)
      throws IOException {
    json.writeArrayFieldStart("errors");
    json.writeStartObject();
    json.writeStringField("code", code);
    json.writeStringField("message", message);
    json.writeEndObject();
    json.writeEndArray();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String write(Body body) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static Map<String, Object> parse(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRequestException("a request is a JSON object");
      }
      Map<String, Object> fields = fields(parser);
      if (parser.nextToken() != null) {
        throw new BadRequestException("one request a line: something follows the object");
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new BadRequestException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A null is as good as no field at all. */
  private static Map<String, Object> fields(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser).ifPresent(value -> fields.put(name, value));
    }
    return fields;
  }

  /** Texts, numbers, booleans, maps and lists; the parser has a limit on how deep they go. */
  private static Optional<Object> value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> Optional.of(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> Optional.of(parser.getBooleanValue());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(parser.getNumberValue());
      case START_OBJECT -> Optional.of(fields(parser));
      case START_ARRAY -> Optional.of(items(parser));
      default -> Optional.empty();
    };
  }

  private static List<Object> items(JsonParser parser) throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser).ifPresent(items::add);
    }
    return items;
  }

  /**
   * {@return the text of the field {@code name}, if there is one}
   *
   * @throws BadRequestException if it is there and no text
   */
  public static Optional<String> text(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new BadRequestException("\"" + name + "\" must be a string");
  }

  /**
   * {@return whether the field {@code name} is true}
   *
   * @throws BadRequestException if it is there and no boolean
   */
  public static boolean flag(Map<String, Object> request, String name) {
    Object value = request.getOrDefault(name, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new BadRequestException("\"" + name + "\" must be true or false");
  }
}
