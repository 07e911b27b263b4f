package dev.jbpf.cli.supply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of something from a repository; {@code name} is {@code group:artifact}. */
record Artifact(String name, String version) {
  private static final Pattern PURL = Pattern.compile("pkg:maven/([^/]+)/([^@]+)@([^?]+).*");

  /** {@return what a CycloneDX file in JSON lists as components} */
  static List<Artifact> ofSbom(Path file) throws IOException {
    List<Artifact> artifacts = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      while (json.nextToken() != null) {
        if (inComponents(json) && "purl".equals(json.currentName())) {
          json.nextToken();
          artifacts.add(ofPurl(json.getText()));
        }
      }
    }
    return artifacts;
  }

  /** Whether the parser is at a name in an element of the list of components of the whole. */
  private static boolean inComponents(JsonParser json) {
    return json.currentToken() == JsonToken.FIELD_NAME
        && json.getParsingContext().pathAsPointer().toString().matches("/components/\\d+/[^/]+");
  }

  private static Artifact ofPurl(String purl) {
    Matcher match = PURL.matcher(purl);
    if (!match.matches()) {
      throw new IllegalArgumentException("no package of Maven's: " + purl);
    }
    return new Artifact(match.group(1) + ":" + match.group(2), match.group(3));
  }

  /** {@return the artifact {@code name} that {@code jar} is, by its place in a repository} */
  static Optional<Artifact> inRepository(String name, Path jar) {
    Path versions = Path.of(name.replace('.', '/').replace(':', '/'));
    Path version = jar.toAbsolutePath().getParent();
    boolean isIt = version.getParent() != null && version.getParent().endsWith(versions);
    return isIt
        ? Optional.of(new Artifact(name, version.getFileName().toString()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name + ":" + version;
  }
}
