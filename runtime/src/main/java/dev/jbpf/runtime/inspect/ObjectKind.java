package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.BpfCommand;
import java.util.Optional;

/** The kinds of objects that the kernel numbers, each kind on its own. */
public enum ObjectKind {
  PROGRAM(
      "program", "bpf-prog", "prog_id", BpfCommand.PROG_GET_NEXT_ID, BpfCommand.PROG_GET_FD_BY_ID),
  MAP("map", "bpf-map", "map_id", BpfCommand.MAP_GET_NEXT_ID, BpfCommand.MAP_GET_FD_BY_ID),
  LINK("link", "bpf-link", "link_id", BpfCommand.LINK_GET_NEXT_ID, BpfCommand.LINK_GET_FD_BY_ID),
  TYPES("types", "btf", "btf_id", BpfCommand.BTF_GET_NEXT_ID, BpfCommand.BTF_GET_FD_BY_ID);

  private static final String INODE = "anon_inode:";

  private final String noun;
  private final String inode;
  private final String idKey;
  private final BpfCommand next;
  private final BpfCommand open;

  ObjectKind(String noun, String inode, String idKey, BpfCommand next, BpfCommand open) {
    this.noun = noun;
    this.inode = inode;
    this.idKey = idKey;
    this.next = next;
    this.open = open;
  }

  /** {@return what one is called in a sentence} */
  public String noun() {
    return noun;
  }

  /** {@return the name of its number in {@code /proc/PID/fdinfo}} */
  String idKey() {
    return idKey;
  }

  BpfCommand next() {
    return next;
  }

  BpfCommand open() {
    return open;
  }

  /**
   * {@return the kind of what a descriptor's link in {@code /proc} names: {@code
   * anon_inode:bpf-map}; of links {@code bpf-link} or {@code bpf_link}}
   */
  static Optional<ObjectKind> ofInode(String target) {
    if (target.startsWith(INODE)) { // Most are files and sockets.
      String name = target.substring(INODE.length()).replace("bpf_", "bpf-");
      for (ObjectKind kind : values()) {
        if (name.equals(kind.inode)) {
          return Optional.of(kind);
        }
      }
    }
    return Optional.empty();
  }
}
