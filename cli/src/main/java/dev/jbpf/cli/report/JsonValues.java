package dev.jbpf.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jbpf.btf.value.TypedValue;
import dev.jbpf.cli.console.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what somebody typed as a value: JSON, or a plain word. */
public final class JsonValues {
  private static final String STARTS = "{[\"";

  private JsonValues() {}

  /**
   * {@return the value that {@code text} is} What does not start as JSON does is a word: a number,
   * the name of a constant, characters.
   *
   * @throws UsageException if it is JSON with a mistake
   */
  public static TypedValue parse(String text) {
    String plain = text.strip();
    if (plain.equals("true") || plain.equals("false")) {
      return new TypedValue.Flag(plain.equals("true"));
    }
    if (plain.isEmpty() || STARTS.indexOf(plain.charAt(0)) < 0) {
      return new TypedValue.Text(plain);
    }
    try (JsonParser parser = new JsonFactory().createParser(plain)) {
      TypedValue value = read(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new UsageException("there is more behind the value: " + text);
      }
      return value;
    } catch (JsonParseException e) {
      throw new UsageException("not JSON: " + e.getOriginalMessage() + ": " + text);
    } catch (IOException e) {
      throw new UsageException("not JSON: " + e.getMessage());
    }
  }

  private static TypedValue read(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> group(parser);
      case START_ARRAY -> row(parser);
      case VALUE_NUMBER_INT -> new TypedValue.Num(parser.getBigIntegerValue());
      case VALUE_TRUE, VALUE_FALSE -> new TypedValue.Flag(token == JsonToken.VALUE_TRUE);
      default -> new TypedValue.Text(parser.getText());
    };
  }

  private static TypedValue group(JsonParser parser) throws IOException {
    List<TypedValue.Field> fields = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      fields.add(new TypedValue.Field(name, read(parser, parser.nextToken())));
    }
    return new TypedValue.Group(fields);
  }

  private static TypedValue row(JsonParser parser) throws IOException {
    List<TypedValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(read(parser, token));
    }
    return new TypedValue.Row(items);
  }
}
