package dev.jbpf.gen.skeleton;

import com.palantir.javapoet.CodeBlock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/** The bytes of an object as texts of Java, compressed. */
final class EmbeddedObject {
  /** A text of a class file has at most 65,535 bytes. */
  private static final int MAX_TEXT = 60_000;

  private EmbeddedObject() {}

  /** {@return the texts, with commas between} */
  static CodeBlock texts(byte[] object) {
    String all = Base64.getEncoder().encodeToString(deflated(object));
    CodeBlock.Builder texts = CodeBlock.builder();
    for (int at = 0; at < all.length(); at += MAX_TEXT) {
      texts.add(at == 0 ? "$S" : ",\n$S", all.substring(at, Math.min(all.length(), at + MAX_TEXT)));
    }
    return texts.build();
  }

  private static byte[] deflated(byte[] object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
