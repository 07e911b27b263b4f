package dev.jbpf.verifier.explain;

import dev.jbpf.verifier.report.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which rule a kernel's verifier means, by its words. Kernels change their words; what is not known
 * here is no rule's.
 *
 * <p>Source: what Linux 6.1 to 6.18 were seen to say.
 */
public final class KernelWords {
  /** In this order: the first that is found counts. */
  private static final Map<Pattern, Rule> RULES = new LinkedHashMap<>();

  static {
    say("!read_ok", Rule.UNWRITTEN_REGISTER);
    say("invalid mem access '\\w+_or_null'|null-check it first", Rule.NULL_CHECK);
    say("invalid mem access '(scalar|inv)'", Rule.NOT_A_POINTER);
    say("invalid mem access", Rule.POINTER_TARGET);
    say("invalid access to packet", Rule.PACKET_RANGE);
    say("cannot write into packet", Rule.PACKET_WRITE);
    say("invalid access to map value", Rule.MAP_VALUE_RANGE);
    say("write into map forbidden", Rule.MAP_READ_ONLY);
    say("read from map forbidden", Rule.MAP_WRITE_ONLY);
    say("invalid access to memory", Rule.MEMORY_RANGE);
    say("invalid bpf_context access", Rule.CONTEXT_ACCESS);
    say("variable ctx access|dereference of modified ctx", Rule.CONTEXT_OFFSET);
    say("BPF_ATOMIC stores into", Rule.ATOMIC_TARGET);
    say("BPF_ST stores into", Rule.CONTEXT_STORE_IMMEDIATE);
    say("misaligned", Rule.ALIGNMENT);
    say("variable-offset (read|write|indirect)|variable offset stack", Rule.STACK_VARIABLE);
    say("invalid (indirect )?read from stack.*off -?\\d+\\+-?\\d+", Rule.STACK_UNWRITTEN);
    say("invalid (read|write|indirect access|zero-size).*stack", Rule.STACK_RANGE);
    say("cannot spill pointers to stack into stack frame", Rule.STACK_ESCAPE);
    say("invalid size of register (spill|fill)", Rule.SPILL_SIZE);
    say("min value is negative", Rule.NEGATIVE_OFFSET);
    say("unbounded memory access|unbounded (min|max) value", Rule.UNBOUNDED_OFFSET);
    say("math between .* pointer and -?\\d+|makes .* pointer be out", Rule.POINTER_OFFSET_RANGE);
    say("32-bit pointer arithmetic", Rule.POINTER_ARITHMETIC_32);
    say("pointer \\+= pointer", Rule.POINTER_PLUS_POINTER);
    say("tried to subtract pointer|subtraction from stack pointer", Rule.POINTER_MINUS);
    say("pointer arithmetic with", Rule.POINTER_OPERATION);
    say("pointer arithmetic on", Rule.POINTER_KIND_ARITHMETIC);
    say("same insn cannot be used with different pointers", Rule.MIXED_ACCESS);
    say("not a known value", Rule.POINTER_RETURNED);
    say("At callback return", Rule.CALLBACK);
    say("At program exit", Rule.RETURN_RANGE);
    say("tail_call would lead to reference leak", Rule.TAIL_CALL);
    say("Unreleased reference|reference leak", Rule.REFERENCE_LEAK);
    say("passed to release|release(d)? (unowned|kernel function)", Rule.REFERENCE_RELEASE);
    say("spin_?lock.*held|inside bpf_spin_lock-ed region", Rule.LOCK_HELD);
    say("spin_(un)?lock", Rule.LOCK_PAIR);
    say("dynptr", Rule.DYNPTR);
    say("iterator|iter_", Rule.ITERATOR);
    say("can only be sleepable|can be sleepable", Rule.PROGRAM_TYPE);
    say("might sleep|in non-sleepable|sleepable helper", Rule.SLEEPING);
    say("cannot call GPL", Rule.LICENSE);
    say("program of this type cannot use helper|unknown func", Rule.HELPER_NOT_ALLOWED);
    say("invalid func", Rule.UNKNOWN_HELPER);
    say("cannot pass map_type", Rule.HELPER_MAP);
    say("is not a known constant", Rule.ARGUMENT_CONSTANT);
    say("zero-sized read", Rule.ARGUMENT_SIZE);
    say("type=\\S+ expected=", Rule.ARGUMENT_KIND);
    say("infinite loop|back-edge", Rule.ENDLESS_LOOP);
    say("too large. Processed|program is too large", Rule.TOO_COMPLEX);
    say("jumps is too complex", Rule.TOO_MANY_BRANCHES);
    say("tail_calls are not allowed when call stack", Rule.STACK_SIZE_TAIL_CALL);
    say("combined stack size", Rule.STACK_SIZE);
    say("frames is too deep", Rule.CALL_DEPTH);
    say("recursive call", Rule.RECURSION);
    say(
        "invalid args into func|doesn't return scalar|expects pointer to ctx|is not a scalar",
        Rule.SUBPROGRAM_TYPE);
    say("unreachable insn", Rule.UNREACHABLE);
    say("jump into the middle", Rule.JUMP_INTO_WIDE);
    say("jump out of range", Rule.JUMP_RANGE);
    say("last insn is not", Rule.FALL_THROUGH);
    say("frame pointer is read only", Rule.FRAME_POINTER);
    say("div by zero", Rule.DIVISION_BY_ZERO);
    say("invalid shift", Rule.SHIFT_RANGE);
    say("unknown opcode", Rule.INVALID_INSTRUCTION);
    say("uses reserved fields", Rule.RESERVED_FIELD);
    say("R\\d+ is invalid", Rule.INVALID_REGISTER);
    say("invalid bpf_ld_imm64", Rule.INVALID_WIDE_LOAD);
    say("is not pointing to valid bpf_map", Rule.INVALID_MAP);
    say("addr_space_cast", Rule.ADDRESS_SPACE);
    say("invalid sock\\w* access|access beyond struct", Rule.OBJECT_ACCESS);
  }

  private KernelWords() {}

  private static void say(String words, Rule rule) {
    RULES.put(Pattern.compile(words), rule);
  }

  /** {@return the rule that {@code reason} is about, if it is known} */
  public static Optional<Rule> rule(String reason) {
    return RULES.entrySet().stream()
        .filter(row -> row.getKey().matcher(reason).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
