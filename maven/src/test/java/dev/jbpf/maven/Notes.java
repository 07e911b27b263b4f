package dev.jbpf.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log that keeps the errors. */
final class Notes extends SystemStreamLog {
  private final List<String> errors = new ArrayList<>();

  @Override
  public void error(CharSequence line) {
    errors.add(line.toString());
  }

  @Override
  public void error(CharSequence line, Throwable cause) {
    errors.add(line.toString());
  }

  @Override
  public void info(CharSequence line) {}

  List<String> errors() {
    return errors;
  }
}
