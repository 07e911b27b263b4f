package dev.jbpf.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The public test vectors: JSON objects, a line each, read into maps, lists, strings, numbers. */
public final class Vectors {
  private static final JsonFactory JSON = new JsonFactory();

  private Vectors() {}

  /** {@return the rows of that file; the calling test is skipped where the folder is missing} */
  public static List<Map<String, Object>> rows(String file) {
    Path path = Path.of(System.getProperty("jbpf.vectors", "../../shared/vectors"), file);
    Requirements.requirePeer(Files.exists(path), () -> "no test vectors at " + path);
    List<Map<String, Object>> rows = new ArrayList<>();
    forEach(path, rows::add);
    return rows;
  }

  /** Hands each row of that file to {@code user}, one after the other. */
  public static void forEach(Path path, Consumer<Map<String, Object>> user) {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        user.accept(parse(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the bytes that {@code hex} writes} */
  public static byte[] bytes(Object hex) {
    return HexFormat.of().parseHex((String) hex);
  }

  /** {@return the object that {@code line} writes} */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> parse(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      return (Map<String, Object>) value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  /** Stands for JSON's null, so that no map holds one. */
  public static final Object NULL = new Object();

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }
}
