package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.call.MapFlags;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;

/** Names a token in the calls that take one: those that make maps, programs and types. */
record TokenFields(Descriptor token) {

  void putIn(BpfCommand command, Struct attr) {
    switch (command) {
      case MAP_CREATE -> put(attr, AttrField.CREATE_MAP_FLAGS, AttrField.CREATE_MAP_TOKEN_FD);
      case PROG_LOAD -> put(attr, AttrField.LOAD_PROG_FLAGS, AttrField.LOAD_PROG_TOKEN_FD);
      case BTF_LOAD -> put(attr, AttrField.BTF_FLAGS, AttrField.BTF_TOKEN_FD);
      default -> {}
    }
  }

  private void put(Struct attr, AttrField flags, AttrField descriptor) {
    attr.set(flags, attr.get(flags) | MapFlags.BPF_F_TOKEN_FD).set(descriptor, token.acquire());
    token.release();
  }
}
