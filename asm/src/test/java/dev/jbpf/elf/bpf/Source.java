package dev.jbpf.elf.bpf;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Located;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import java.util.ArrayList;
import java.util.List;

/** A program with a line of text for each instruction, as the text assembler would give it. */
final class Source {
  private final String file;
  private final List<String> lines = new ArrayList<>();
  private final List<CodeElement> elements = new ArrayList<>();

  Source(String file) {
    this.file = file;
  }

  Source line(String text, CodeElement element) {
    lines.add("  " + text.replaceAll("\\bR(\\d)", "r$1"));
    elements.add(new Located(element, new Origin.Source(file, lines.size(), 3)));
    return this;
  }

  Source mov(Reg dst, int value) {
    return line(dst + " = " + value, Insn.of(Op.MOV_IMM, dst, Reg.R0, 0, value));
  }

  Source mov(Reg dst, Reg src) {
    return line(dst + " = " + src, Insn.of(Op.MOV_REG, dst, src, 0, 0));
  }

  Source op(Op op, Reg dst, Reg src, int off, int imm) {
    return line(op.mnemonic() + " " + dst + " " + src, Insn.of(op, dst, src, off, imm));
  }

  Source call(Helper helper) {
    return line("call " + helper.kernelName(), Insn.of(Op.CALL, Reg.R0, Reg.R0, 0, helper.value()));
  }

  Source call(String label) {
    return line("call " + label, Branch.to(Op.CALL_LOCAL, Label.named(label)));
  }

  Source address(Reg dst, String label) {
    return line(
        dst + " = " + label + " ll", new Branch(Op.LDDW_FUNC, dst, Reg.R0, 0, Label.named(label)));
  }

  Source label(String name) {
    lines.add(name + ":");
    elements.add(Label.named(name));
    return this;
  }

  Source ifZero(Reg reg, String label) {
    return line(
        "if " + reg + " == 0 goto " + label,
        new Branch(Op.JEQ_IMM, reg, Reg.R0, 0, Label.named(label)));
  }

  Source map(Reg dst, String name) {
    return line(dst + " = " + name + " ll", MapLoad.of(dst, name));
  }

  Source variable(Reg dst, String name, int offset) {
    return line(dst + " = " + name + " + " + offset + " ll", MapLoad.value(dst, name, offset));
  }

  /** Puts zero on the stack at -4, and its address into r2: a key. */
  Source key() {
    return op(Op.STW, Reg.R10, Reg.R0, -4, 0)
        .mov(Reg.R2, Reg.R10)
        .op(Op.ADD_IMM, Reg.R2, Reg.R0, 0, -4);
  }

  Source exit() {
    return line("exit", Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
  }

  Source returning(int value) {
    return mov(Reg.R0, value).exit();
  }

  Program program() {
    return Program.link(elements);
  }

  String text(Origin origin) {
    return origin instanceof Origin.Source source ? lines.get(source.line() - 1) : "";
  }
}
