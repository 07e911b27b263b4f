package dev.jbpf.verifier.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules of the kernel's verifier, each with what must hold and what to do where it does not.
 */
public enum Rule {
  // The form of a program.
  PROGRAM_SIZE(
      "a program has 1 to 1,000,000 instructions, 4,096 before Linux 5.2",
      "write a program, or split it by tail calls"),
  INVALID_INSTRUCTION(
      "every instruction is one that the kernel knows", "use an instruction of the set"),
  RESERVED_FIELD(
      "fields that an instruction does not use are zero", "set the unused fields to zero"),
  INVALID_REGISTER("registers are r0 to r10", "use one of r0 to r10"),
  INVALID_WIDE_LOAD(
      "lddw has two slots, and the second uses only its immediate", "write both slots of lddw"),
  JUMP_RANGE("jumps stay within their function", "jump to an instruction of the same function"),
  JUMP_INTO_WIDE(
      "no jump targets the second slot of lddw", "jump to the instruction before or after it"),
  FALL_THROUGH("a function ends with exit or with a jump", "end the function with exit"),
  UNREACHABLE("every instruction can be reached", "remove the unreachable instructions"),
  BACK_EDGE(
      "no back edges before Linux 5.3; before 6.7 only a jump may close a loop",
      "jump back at the end of the loop body; before 5.3, unroll the loop"),
  ENDLESS_LOOP(
      "every loop makes progress", "change in the loop body what its condition depends on"),
  TOO_COMPLEX(
      "the verifier processes at most 1,000,000 instructions",
      "shorten loops or reduce branches; the body of bpf_loop is verified only once"),
  TOO_MANY_BRANCHES(
      "at most 8,192 branches are pending at a time",
      "move parts of the program to global functions, which are verified separately"),
  STACK_SIZE(
      "the stack frames of a call chain take at most 512 bytes",
      "keep large values in a per-CPU array map"),
  STACK_SIZE_TAIL_CALL(
      "the stack frames of a call chain with a tail call take at most 256 bytes",
      "use less stack, or do the tail call in the main function"),
  CALL_DEPTH("calls are at most 8 frames deep", "nest calls less deeply"),
  RECURSION("no function calls itself", "write a loop"),
  PROGRAM_TYPE(
      "program type, attach type, attach target and load flags match",
      "set the expected_attach_type and the flags that the program type needs, or use another target"),
  LICENSE(
      "some helpers and objects are available only to GPL-compatible programs",
      "declare a license such as GPL"),

  // Registers.
  UNWRITTEN_REGISTER(
      "a register is written before it is read",
      "write the register on every path that leads here; a call loses r1 to r5"),
  FRAME_POINTER("r10 is read-only", "copy r10 to another register and modify the copy"),
  EXIT_VALUE("r0 is a scalar when the program ends", "set r0 before exit"),
  RETURN_RANGE(
      "the return value is in the range that the program type allows",
      "set r0 to a value that the program type defines"),
  POINTER_RETURNED("a program returns no pointer", "return a scalar"),

  // Arithmetic.
  SHIFT_RANGE("a shift count is less than the width", "shift by 0 to 63, or 0 to 31"),
  DIVISION_BY_ZERO("no constant division by zero", "divide by another constant"),
  POINTER_ARITHMETIC_32(
      "pointer arithmetic uses 64 bits", "use the 64-bit form of the instruction"),
  POINTER_OPERATION(
      "only addition and subtraction are allowed on pointers",
      "load the value that the pointer points to, and compute with that"),
  POINTER_PLUS_POINTER(
      "pointers are not added to pointers", "subtract them, or add a scalar offset"),
  POINTER_MINUS(
      "a pointer is not subtracted from a scalar, nor anything from a stack pointer",
      "exchange the operands, or add a negative offset"),
  POINTER_KIND_ARITHMETIC(
      "some kinds of pointers allow no arithmetic",
      "keep the pointer unmodified, and use the offsets of loads and stores"),
  NULLABLE_ARITHMETIC(
      "a pointer that may be null is checked before arithmetic",
      "compare it with 0 first, and add to it where it is not null"),
  POINTER_OFFSET_RANGE("pointer offsets stay within ±2^29", "bound the value before the addition"),
  UNBOUNDED_OFFSET(
      "a value that is added to a pointer is bounded",
      "bound it by a comparison or a mask (and) before the addition"),
  ADDRESS_SPACE(
      "addr_space_cast converts between the address spaces 0 and 1, in a program with an arena",
      "use an arena map, and cast between 0 and 1"),

  // Memory.
  NOT_A_POINTER("memory is accessed through a pointer", "load a pointer first"),
  NULL_CHECK(
      "a pointer that may be null is checked before it is used",
      "compare it with 0 first, and use it where it is not null"),
  ALIGNMENT("accesses are aligned to their size", "use smaller accesses"),
  CONTEXT_ACCESS(
      "the context is accessed at the members of its program type, with their sizes",
      "access a context member that allows it, at its offset and with its size"),
  CONTEXT_STORE_IMMEDIATE(
      "the context is written from registers only",
      "move the constant to a register and store the register"),
  CONTEXT_OFFSET(
      "the context is accessed at constant, non-negative offsets",
      "use the unmodified context pointer with a constant offset"),
  STACK_RANGE(
      "the stack frame of a function is the 512 bytes below r10",
      "use offsets from -512 to -1, so that the access ends at or below r10"),
  STACK_UNWRITTEN("the stack is written before it is read", "write the bytes first, on every path"),
  STACK_VARIABLE("variable stack offsets are bounded", "bound the offset first"),
  SPILL_SIZE(
      "a pointer is spilled to an aligned stack slot of 8 bytes", "store and load all 8 bytes"),
  STACK_ESCAPE(
      "a stack pointer is not stored in the frame of a caller",
      "keep it in a register, or in the function's own frame"),
  MAP_VALUE_RANGE(
      "a map value is accessed within its size",
      "bound the offset, so that offset plus access size is at most the value size"),
  MAP_READ_ONLY(
      "a map that is read-only for programs is not written",
      "create the map without BPF_F_RDONLY_PROG"),
  MAP_WRITE_ONLY(
      "a map that is write-only for programs is not read",
      "create the map without BPF_F_WRONLY_PROG"),
  MAP_FIELD(
      "locks, timers, kptrs and other special fields of a map value are accessed by their helpers only",
      "use the helper for that field"),
  PACKET_RANGE(
      "packet bytes are accessed only after a comparison with data_end has covered them",
      "compare the pointer plus the access size with data_end first"),
  PACKET_WRITE(
      "only some program types write packets directly",
      "use bpf_skb_store_bytes, or another program type"),
  NEGATIVE_OFFSET("offsets are not negative", "check that it is not negative first"),
  MEMORY_RANGE(
      "memory is accessed within its size", "bound offset and size by the size of the memory"),
  MEMORY_READ_ONLY("read-only memory is not written", "copy it to the stack first"),
  POINTER_TARGET(
      "some kinds of pointers are opaque: no loads or stores",
      "pass it to a helper that accepts it"),
  OBJECT_ACCESS(
      "a kernel object is accessed at its members", "load a member at its offset, with its size"),
  OBJECT_WRITE(
      "kernel objects are not written",
      "use a kernel function (kfunc) or helper that modifies the object"),
  OBJECT_TRUST(
      "a kernel function receives trusted pointers only",
      "pass a pointer from an argument or with a reference: acquire one first"),
  ATOMIC_TARGET(
      "atomic operations work on the stack, map values and helper memory", "use a map value"),
  MIXED_ACCESS(
      "an instruction accesses one kind of memory on all paths",
      "use one instruction for each kind of memory"),

  // Maps and calls.
  INVALID_MAP(
      "an instruction that needs a map refers to one that the kernel supports",
      "give the instruction a map that the kernel supports"),
  MAP_DIRECT_VALUE(
      "direct value addresses exist only for arrays, within the value",
      "use an array map, with an offset within the value"),
  UNKNOWN_HELPER("called helpers exist in the kernel", "use a helper that this kernel has"),
  HELPER_NOT_ALLOWED(
      "called helpers are available to the program type",
      "use a helper that is available to this program type"),
  HELPER_MAP("the map type fits the helper", "use the helper for this map type"),
  ARGUMENT_KIND(
      "arguments of helpers have the types of the parameters", "pass what the parameter requires"),
  ARGUMENT_MEMORY(
      "a buffer for a helper is as large as its size argument, and initialized if the helper reads it",
      "pass a larger buffer, or a smaller size"),
  ARGUMENT_SIZE(
      "a size argument is bounded",
      "bound the size by a comparison or a mask (and) first, and exclude 0"),
  ARGUMENT_CONSTANT("some arguments are constants", "pass a constant"),
  KFUNC(
      "called kernel functions (kfuncs) are available to the program", "use one that is available"),
  SLEEPING(
      "only sleepable programs call what may sleep, and not in a critical section",
      "make the program sleepable, or use another helper"),
  CALLBACK("a callback returns 0 or 1", "return 0 or 1 from the callback"),
  LEGACY_PACKET(
      "ld_abs and ld_ind need the context in r6, a program type that supports them, and no lock or reference held",
      "keep the context in r6, or use direct packet access"),
  FUNCTION_TYPES(
      "callbacks, and functions with tail calls or ld_abs, have BTF types",
      "load the program with func_info (BTF)"),
  SUBPROGRAM_TYPE(
      "arguments of global functions have the types of the parameters",
      "pass what the parameter declares"),
  EXCEPTION(
      "no lock, reference or section is held when a program throws an exception",
      "release everything before bpf_throw"),
  TAIL_CALL("no lock or reference is held at a tail call", "release what is held first"),

  // What must be released.
  REFERENCE_LEAK(
      "an acquired reference is released on every path", "release it before the program ends"),
  REFERENCE_RELEASE(
      "a released reference was acquired, and is released once, by its unmodified pointer",
      "pass the acquired pointer unmodified"),
  LOCK_HELD("no calls are made while a spin lock is held, except the unlock", "unlock first"),
  LOCK_PAIR(
      "a lock is acquired once, and released on every path", "pair lock and unlock on each path"),
  DYNPTR(
      "a dynptr is created, used and released by its helpers", "initialize it by its helper first"),
  ITERATOR(
      "an iterator is created, advanced and destroyed, in this order",
      "use new, next and destroy in order"),
  CRITICAL_SECTION(
      "RCU, preempt-disabled and irq-disabled sections are closed on every path",
      "close the section before the program ends");

  private final String sentence;
  private final String fix;

  Rule(String sentence, String fix) {
    this.sentence = sentence;
    this.fix = fix;
  }

  /** {@return the stable name of the rule, such as {@code stack-range}} */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return what holds for every accepted program, in one sentence without a full stop} */
  public String sentence() {
    return sentence;
  }

  /** {@return what to do, in words} */
  public String fix() {
    return fix;
  }

  /** {@return the rule of that code, if there is one} */
  public static Optional<Rule> of(String code) {
    return Arrays.stream(values()).filter(rule -> rule.code().equals(code)).findFirst();
  }
}
