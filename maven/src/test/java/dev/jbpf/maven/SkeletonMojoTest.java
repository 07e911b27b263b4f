package dev.jbpf.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkeletonMojoTest {
  private static final String COUNTER =
      """
              .map hits, type=array, key=4, value=8, max_entries=1
              .section xdp,"ax"
              .globl count_all
      count_all:
              r0 = 2
              exit
      """;

  @TempDir private Path folder;

  @Test
  void assemblyBecomesAClassOfItsFoldersPackage() throws Exception {
    write("net/event_counter.s", COUNTER);
    run(new Notes());
    Path source = folder.resolve("out/org/acme/net/EventCounter.java");
    assertThat(source)
        .content()
        .contains("package org.acme.net;", "class EventCounter", "hits()", "countAll()");
    run(new Notes());
    assertThat(source).exists();
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() throws IOException {
    Path wrong = write("wrong.s", "r0 = 1\nmvo r0, 1\nexit\n");
    Path damaged = write("damaged.o", "no object");
    Notes log = new Notes();
    assertThatThrownBy(() -> run(log))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("damaged.o, wrong.s");
    assertThat(log.errors()).anyMatch(line -> line.startsWith(wrong + ":2:1: error["));
    assertThat(damaged).exists();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void run(Notes log) throws Exception {
    SkeletonMojo mojo = new SkeletonMojo(folder.resolve("bpf"), folder.resolve("out"), "org.acme");
    mojo.setLog(log);
    mojo.execute();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve("bpf").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
