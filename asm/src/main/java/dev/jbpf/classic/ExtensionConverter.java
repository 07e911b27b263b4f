package dev.jbpf.classic;

import dev.jbpf.code.Branch;
import dev.jbpf.code.Label;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.StructField;

/**
 * Converts loads of extensions: to a read of the context, or to the call of a helper. Some have
 * neither; the kernel's conversion calls functions of its own for them.
 */
final class ExtensionConverter {

  private final ClassicConverter out;

  ExtensionConverter(ClassicConverter out) {
    this.out = out;
  }

  void convert(Extension extension) {
    switch (extension) {
      case PROTOCOL -> hostOrder(SkBuff.PROTOCOL);
      case VLAN_PROTOCOL -> hostOrder(SkBuff.VLAN_PROTO);
      case PACKET_TYPE -> read(SkBuff.PKT_TYPE);
      case MARK -> read(SkBuff.MARK);
      case QUEUE -> read(SkBuff.QUEUE_MAPPING);
      case RX_HASH -> read(SkBuff.HASH);
      case VLAN_TAG -> read(SkBuff.VLAN_TCI);
      case VLAN_PRESENT -> read(SkBuff.VLAN_PRESENT);
      case INTERFACE -> networkInterface();
      case CPU -> call(Helper.GET_SMP_PROCESSOR_ID);
      case RANDOM -> call(Helper.GET_PRANDOM_U32);
      case XOR -> out.emit(Op.XOR32_REG, ClassicConverter.A, ClassicConverter.X, 0, 0);
      case HARDWARE_TYPE -> refuse(extension, "compare the number of the interface, `ifidx`");
      case PAYLOAD_OFFSET ->
          refuse(extension, "add up the lengths of the headers: `ldxb 4*([14]&0xf)`");
      case NETLINK_ATTRIBUTE, NETLINK_NESTED ->
          refuse(extension, "read the attributes' headers at their places");
    }
  }

  private void read(StructField field) {
    out.emit(Op.LDXW, ClassicConverter.A, ClassicConverter.CONTEXT, field.offset(), 0);
  }

  private void hostOrder(StructField field) {
    read(field);
    out.emit(Op.BE16, ClassicConverter.A, Reg.R0, 0, 0);
  }

  /** A packet without an interface ends the program, which then returns A. */
  private void networkInterface() {
    Reg index = ClassicConverter.SCRATCH;
    Label there = Label.create();
    out.emit(Op.LDXW, index, ClassicConverter.CONTEXT, SkBuff.IFINDEX.offset(), 0);
    out.emit(new Branch(Op.JNE_IMM, index, Reg.R0, 0, there));
    out.emit(Op.EXIT, Reg.R0, Reg.R0, 0, 0);
    out.emit(there);
    out.emit(Op.MOV_REG, ClassicConverter.A, index, 0, 0);
  }

  private void call(Helper helper) {
    out.emit(Op.CALL, Reg.R0, Reg.R0, 0, helper.value());
  }

  private void refuse(Extension extension, String instead) {
    out.error(
        DiagnosticCode.EXTENSION_KERNEL_ONLY,
        "only the kernel can read `" + extension.names().get(0) + "`: eBPF programs cannot",
        instead + ", or attach the classic program as it is");
  }
}
