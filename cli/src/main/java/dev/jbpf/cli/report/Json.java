package dev.jbpf.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.btf.value.TypedValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes {@link Fields}, lists and values as JSON. */
public final class Json {
  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** {@return {@code value} in one line, or indented} */
  public static String of(Object value, boolean isPretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      if (isPretty) {
        generator.useDefaultPrettyPrinter();
      }
      new Json(generator).write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(Object value) throws IOException {
    if (value instanceof Fields fields) {
      writeMembers(fields.all());
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(item);
      }
      out.writeEndArray();
    } else if (value instanceof TypedValue typed) {
      writeTyped(typed);
    } else if (value instanceof Optional<?> optional) {
      writeOptional(optional);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else {
      out.writeString(value.toString());
    }
  }

  /** What is not known is null. */
  private void writeOptional(Optional<?> value) throws IOException {
    if (value.isPresent()) {
      write(value.get());
    } else {
      out.writeNull();
    }
  }

  private void writeMembers(Map<String, Object> members) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Object> member : members.entrySet()) {
      out.writeFieldName(member.getKey());
      write(member.getValue());
    }
    out.writeEndObject();
  }

  private void writeTyped(TypedValue value) throws IOException {
    if (value instanceof TypedValue.Num number) {
      out.writeNumber(number.value());
    } else if (value instanceof TypedValue.Flag flag) {
      out.writeBoolean(flag.value());
    } else if (value instanceof TypedValue.Text text) {
      out.writeString(text.value());
    } else if (value instanceof TypedValue.Row row) {
      write(row.items());
    } else if (value instanceof TypedValue.Group group) {
      out.writeStartObject();
      for (TypedValue.Field field : group.fields()) {
        out.writeFieldName(field.name());
        writeTyped(field.value());
      }
      out.writeEndObject();
    }
  }
}
