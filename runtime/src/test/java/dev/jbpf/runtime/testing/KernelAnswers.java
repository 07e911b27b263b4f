package dev.jbpf.runtime.testing;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** What the kernel tells of maps and types by their descriptors, as numbers where they stand. */
final class KernelAnswers {
  static final int MAP_INFO_BYTES = 88;
  private static final int TYPES_INFO_BYTES = 32;
  private static final int ATTR_BYTES = 152;

  private final BpfSyscalls calls;

  KernelAnswers(BpfSyscalls calls) {
    this.calls = calls;
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** {@return {@code struct bpf_map_info} of an open map; empty if it is none} */
  Optional<ByteBuffer> map(int fd) {
    return info(fd, direct(MAP_INFO_BYTES));
  }

  private Optional<ByteBuffer> info(int fd, ByteBuffer info) {
    ByteBuffer attr =
        direct(ATTR_BYTES).putInt(0, fd).putInt(4, info.capacity()).putLong(8, calls.address(info));
    return bpf(BpfCommand.OBJ_GET_INFO_BY_FD, attr) < 0 ? Optional.empty() : Optional.of(info);
  }

  private long bpf(BpfCommand command, ByteBuffer attr) {
    return calls.bpf(command.value(), calls.address(attr), ATTR_BYTES);
  }

  /** {@return the types of that number, as BTF in hexadecimal digits; empty if they are gone} */
  Optional<String> typesOf(int id) {
    long fd = bpf(BpfCommand.BTF_GET_FD_BY_ID, direct(ATTR_BYTES).putInt(0, id));
    if (fd < 0) {
      return Optional.empty();
    }
    try {
      return typesIn((int) fd);
    } finally {
      calls.call(Syscall.CLOSE, fd, 0, 0);
    }
  }

  /** {@return the types behind that descriptor} */
  Optional<String> typesIn(int fd) {
    return info(fd, direct(TYPES_INFO_BYTES)).flatMap(info -> types(fd, info.getInt(8)));
  }

  private Optional<String> types(int fd, int size) {
    ByteBuffer types = direct(size);
    ByteBuffer info = direct(TYPES_INFO_BYTES).putLong(0, calls.address(types)).putInt(8, size);
    return info(fd, info).map(known -> hex(types));
  }

  static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.capacity()];
    bytes.get(0, copy);
    return HexFormat.of().formatHex(copy);
  }

  /** {@return the only value of an array that is frozen; empty if it is none} */
  Optional<String> frozen(int fd, int valueSize) {
    try {
      String told = Files.readString(Path.of("/proc/self/fdinfo/" + fd));
      return told.contains("frozen:\t1") ? value(fd, valueSize) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> value(int fd, int size) {
    ByteBuffer key = direct(4);
    ByteBuffer value = direct((size + 7) / 8 * 8);
    ByteBuffer attr =
        direct(ATTR_BYTES)
            .putInt(0, fd)
            .putLong(8, calls.address(key))
            .putLong(16, calls.address(value));
    return bpf(BpfCommand.MAP_LOOKUP_ELEM, attr) < 0
        ? Optional.empty()
        : Optional.of(hex(value).substring(0, size * 2));
  }
}
