package dev.jbpf.ir.emit;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.KfuncCall;
import dev.jbpf.code.Label;
import dev.jbpf.code.Linker;
import dev.jbpf.code.Located;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.MemberUse;
import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.MachineCode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.alloc.Locations;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.Step;
import dev.jbpf.ir.alloc.stack.FramePlaces;
import dev.jbpf.ir.select.MachineInsn;
import dev.jbpf.ir.select.Rematerialization;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Reg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Appends the instructions of a function to a linker. */
final class FunctionEmitter {
  private final Linker out;
  private final PlacedFunction placed;
  private final FramePlaces frame;
  private final Map<Function, Label> functions;
  private final Map<MachineCode, Label> codes;
  private final BlockOrder order;
  private Origin origin = Origin.UNKNOWN;

  /**
   * An emitter of {@code placed}.
   *
   * @param codes gets what is written in registers, and is called
   */
  FunctionEmitter(
      Linker out,
      PlacedFunction placed,
      FramePlaces frame,
      Map<Function, Label> functions,
      Map<MachineCode, Label> codes) {
    this.codes = codes;
    this.out = out;
    this.placed = placed;
    this.frame = frame;
    this.functions = functions;
    this.order = new BlockOrder(placed);
  }

  void emit() {
    origin = placed.function().function().origin();
    for (int block : order.emitted()) {
      if (order.isTarget(block)) {
        out.add(order.label(block));
      }
      List<Step> steps = placed.blocks().get(block);
      for (int i = 0; i < steps.size(); i++) {
        emit(steps.get(i), block);
      }
      OptionalInt behind = order.jumpBehind(block);
      if (behind.isPresent()) {
        add(Branch.to(Op.JA, order.label(behind.getAsInt())));
      }
    }
  }

  private void add(CodeElement element) {
    out.add(origin == Origin.UNKNOWN ? element : new Located(element, origin));
  }

  private void emit(Step step, int block) {
    if (step instanceof Step.Move move) {
      move(move.from(), move.to());
    } else if (step instanceof Step.Make make) {
      MachineInsn insn =
          Rematerialization.make(placed.function().recipes()[make.recipe()], make.recipe());
      run(insn, make.to(), Locations.FRAME, 0);
    } else if (step instanceof Step.Run run) {
      origin = run.insn().origin();
      if (run.insn().op().operation().kind() == Operation.Kind.CONDITION) {
        jump(run, block);
      } else {
        run(run.insn(), run.result(), run.first(), run.second());
      }
    }
  }

  private void move(int from, int to) {
    if (!Locations.isRegister(from)) {
      insn(Op.LDXDW, to, Locations.FRAME, frame.offset(from), 0);
    } else if (!Locations.isRegister(to)) {
      insn(Op.STXDW, Locations.FRAME, from, frame.offset(to), 0);
    } else if (from != to) {
      insn(Op.MOV_REG, to, from, 0, 0);
    }
  }

  private void insn(Op op, int dst, int src, int off, long imm) {
    if (origin == Origin.UNKNOWN) {
      out.add(op, Reg.of(dst), Reg.of(src), off, imm);
    } else {
      out.add(new Located(Insn.of(op, Reg.of(dst), Reg.of(src), off, imm), origin));
    }
  }

  /** The same, for {@code cause}, whose number may depend on the kernel. */
  private void put(MachineInsn cause, Op op, int dst, int src, int off, long imm) {
    if (cause.symbol() instanceof Referent.OfMember of) {
      Insn insn = Insn.of(op, Reg.of(dst), Reg.of(src), off, imm);
      add(new MemberUse(insn, of.member()));
    } else {
      insn(op, dst, src, off, imm);
    }
  }

  private void jump(Step.Run run, int block) {
    MachineInsn insn = run.insn();
    Optional<BlockOrder.Jump> jump = order.jump(block, insn.op());
    if (jump.isPresent()) {
      add(
          new Branch(
              jump.get().op(),
              Reg.of(run.first()),
              Reg.of(insn.second() < 0 ? 0 : run.second()),
              (int) insn.imm(),
              order.label(jump.get().target())));
    }
  }

  private void run(MachineInsn insn, int result, int first, int second) {
    Op op = insn.op();
    switch (op.operation().kind()) {
      case ALU, UNARY -> alu(insn, result, first, second);
      case MOVE -> put(insn, op, result, insn.second() < 0 ? 0 : second, 0, insn.imm());
      case LOAD -> put(insn, op, result, first, offset(insn), 0);
      case STORE -> put(insn, op, first, insn.second() < 0 ? 0 : second, offset(insn), insn.imm());
      case ATOMIC -> atomic(insn, result, first, second);
      case CALL -> call(insn);
      case RETURN -> insn(op, 0, 0, 0, 0);
      case PACKET -> insn(op, 0, insn.second() < 0 ? 0 : second, 0, insn.imm());
      case CONSTANT -> constant(insn, result);
      case JUMP -> add(Branch.to(op, order.label(order.resolved(insn.target()))));
      case CONDITION -> throw new IllegalStateException("a jump where none can be: " + insn);
    }
  }

  private int offset(MachineInsn insn) {
    return insn.symbol() instanceof Referent.OfStack stack
        ? frame.offset(stack.object()) + insn.off()
        : insn.off();
  }

  private void alu(MachineInsn insn, int result, int first, int second) {
    boolean hasSecond = insn.second() >= 0;
    long imm =
        insn.symbol() instanceof Referent.OfStack stack
            ? insn.imm() + frame.offset(stack.object())
            : insn.imm();
    if (hasSecond && result == second && result != first) {
      insn(insn.op(), result, first, 0, 0);
      return;
    }
    move(first, result);
    put(insn, insn.op(), result, hasSecond ? second : 0, 0, imm);
  }

  private void atomic(MachineInsn insn, int result, int first, int second) {
    if (insn.tiesSecond()) {
      move(second, result);
      insn(insn.op(), first, result, offset(insn), 0);
    } else {
      insn(insn.op(), first, second, offset(insn), 0);
    }
  }

  private void call(MachineInsn insn) {
    if (insn.symbol() instanceof Referent.OfFunction callee) {
      add(Branch.to(insn.op(), functions.get(callee.function())));
    } else if (insn.symbol() instanceof Referent.OfCode of) {
      add(Branch.to(insn.op(), codes.computeIfAbsent(of.code(), made -> Label.create())));
    } else if (insn.symbol() instanceof Referent.OfKfunc of) {
      add(new KfuncCall(of.function()));
    } else {
      insn(insn.op(), 0, 0, insn.off(), insn.imm());
    }
  }

  private void constant(MachineInsn insn, int result) {
    if (insn.symbol() instanceof Referent.OfMap map) {
      boolean isValue = insn.op() == Op.LDDW_MAP_VALUE;
      add(new MapLoad(Reg.of(result), map.name(), isValue, (int) insn.imm()));
    } else if (insn.symbol() instanceof Referent.OfFunction callee) {
      add(new Branch(insn.op(), Reg.of(result), Reg.R0, 0, functions.get(callee.function())));
    } else {
      insn(insn.op(), result, 0, 0, insn.imm());
    }
  }
}
