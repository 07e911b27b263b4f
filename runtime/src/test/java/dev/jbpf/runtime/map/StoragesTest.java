package dev.jbpf.runtime.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.attach.ChannelDescriptor;
import dev.jbpf.runtime.attach.link.OpenFile;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs keep with sockets, files, processes and control groups, by their descriptors. */
@KernelTest
class StoragesTest {
  private static void isKept(MapType type, Descriptor whose, Descriptor another) {
    int key = whose.acquire();
    int other = another.acquire();
    try {
      isKept(type, key, other);
    } finally {
      whose.release();
      another.release();
    }
  }

  private static void isKept(MapType type, int key, int other) {
    MapDef<Integer, Long> def =
        MapDef.of("kept", type, Codec.S32, Codec.U64, 1)
            .withMaxEntries(0)
            .withFlags(MapFlag.NO_PREALLOC);
    try (KernelMap<Integer, Long> map = Bpf.create(def)) {
      assertThat(map.lookup(key)).isEmpty();
      map.update(key, 7L);
      map.update(key, 8L);
      assertThat(map.lookup(key)).hasValue(8L);
      assertThat(map.lookup(other)).as("another's").isEmpty();
      assertThat(map.delete(key)).isTrue();
      assertThat(map.delete(key)).isFalse();
      assertThat(map.lookup(key)).isEmpty();
      assertThatExceptionOfType(SyscallException.class).isThrownBy(() -> map.lookup(1 << 20));
    }
  }

  private static Descriptor file(Path path) {
    return OpenFile.forReading(BpfSyscalls.system(), path);
  }

  private static Descriptor process(long id) {
    long fd = BpfSyscalls.system().call(Syscall.PIDFD_OPEN, id, 0, 0);
    return new Descriptor(BpfSyscalls.system(), "process " + id, Math.toIntExact(fd));
  }

  @Test
  void ofFiles(@TempDir Path folder) throws Exception {
    try (Descriptor first = file(Files.createFile(folder.resolve("first")));
        Descriptor second = file(Files.createFile(folder.resolve("second")))) {
      isKept(MapType.INODE_STORAGE, first, second);
    }
  }

  @Test
  void ofProcesses() throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    try (Descriptor first = process(ProcessHandle.current().pid());
        Descriptor second = process(child.pid())) {
      isKept(MapType.TASK_STORAGE, first, second);
    } finally {
      child.destroy();
    }
  }

  @Test
  void ofControlGroups() throws Exception {
    ControlGroup.call(
        group -> {
          try (Descriptor first = file(group);
              Descriptor second = file(group.getParent())) {
            isKept(MapType.CGRP_STORAGE, first, second);
          }
        });
  }

  @Test
  void ofSockets() throws Exception {
    try (DatagramChannel first = DatagramChannel.open().bind(null);
        DatagramChannel second = DatagramChannel.open().bind(null)) {
      isKept(MapType.SK_STORAGE, ChannelDescriptor.of(first), ChannelDescriptor.of(second));
    }
  }
}
