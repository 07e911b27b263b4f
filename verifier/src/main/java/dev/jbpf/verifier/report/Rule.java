package dev.jbpf.verifier.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The rules that a kernel holds programs to, each with what breaks it and what helps. */
public enum Rule {
  // The shape of a program.
  PROGRAM_SIZE(
      "a program has 1 to 1,000,000 instructions", "write a program, or split it by tail calls"),
  INVALID_INSTRUCTION(
      "every instruction is one that the kernel knows", "use an instruction of the set"),
  RESERVED_FIELD(
      "fields that an instruction does not use are zero", "set the unused fields to zero"),
  INVALID_REGISTER("registers are r0 to r10", "use one of r0 to r10"),
  INVALID_WIDE_LOAD(
      "lddw has two slots, the second of them empty but for its immediate",
      "write both slots of lddw"),
  JUMP_RANGE("jumps stay within their function", "jump to an instruction of the same function"),
  JUMP_INTO_WIDE(
      "no jump leads to the second half of lddw", "jump to the instruction before or after it"),
  FALL_THROUGH("a function ends with exit or with a jump", "end the function with exit"),
  UNREACHABLE("every instruction can be reached", "remove the instructions that nothing leads to"),
  BACK_EDGE(
      "before Linux 5.3 nothing jumps back, before 6.7 only jumps close a loop",
      "jump back at the end of the loop's body, or before 5.3 write the body out"),
  ENDLESS_LOOP("every loop makes progress", "change what the loop depends on in its body"),
  TOO_COMPLEX(
      "a kernel follows at most 1,000,000 instructions",
      "make loops shorter, or branches fewer; bpf_loop verifies its body once"),
  TOO_MANY_BRANCHES(
      "at most 8,192 branches wait to be followed", "make functions of parts of the program"),
  STACK_SIZE(
      "all frames of a chain of calls take 512 bytes together",
      "keep large values in a map, one element per CPU"),
  STACK_SIZE_TAIL_CALL(
      "a chain of calls that leads to a tail call takes 256 bytes",
      "use less stack, or call the tail from the main function"),
  CALL_DEPTH("at most 8 functions are active at a time", "call fewer functions in one another"),
  RECURSION("no function calls itself", "write a loop"),
  PROGRAM_TYPE(
      "the program's type, its place to attach to and its flags go together",
      "give the expected_attach_type and the flags that the type needs, or attach elsewhere"),
  LICENSE("some helpers are for programs under the GPL only", "declare a license such as GPL"),

  // Registers.
  UNWRITTEN_REGISTER(
      "a register is written before it is read",
      "write the register on every path that leads here; a call loses r1 to r5"),
  FRAME_POINTER("r10 is read only", "copy r10 to another register and change that"),
  EXIT_VALUE("r0 holds a number when the program ends", "set r0 before exit"),
  RETURN_RANGE(
      "what a program returns lies within what its type allows",
      "set r0 to one of the values that the type knows"),
  POINTER_RETURNED("no address leaves the program as its result", "return a number"),

  // Arithmetic.
  SHIFT_RANGE("a number is shifted by less than its width", "shift by 0 to 63, or 0 to 31"),
  DIVISION_BY_ZERO("no constant division by zero", "divide by another number"),
  POINTER_ARITHMETIC_32("addresses have 64 bits", "use the 64-bit form of the instruction"),
  POINTER_OPERATION(
      "addresses are only added to and subtracted from",
      "copy what you need to a number before you calculate with it"),
  POINTER_PLUS_POINTER("two addresses are not added", "subtract them, or add an offset"),
  POINTER_MINUS(
      "what is subtracted from a number is a number, from an address an offset",
      "exchange the operands, or add a negative offset"),
  POINTER_KIND_ARITHMETIC(
      "this address cannot be moved", "keep the address as it is, and use offsets of loads"),
  NULLABLE_ARITHMETIC(
      "an address that may be null is compared with null before it is moved",
      "compare with 0 first, and move it where it is not null"),
  POINTER_OFFSET_RANGE(
      "offsets of addresses stay within 2^29", "limit the number before you add it"),
  UNBOUNDED_OFFSET(
      "a number that is added to an address has limits",
      "limit it by a comparison or by a mask (and) before you add it"),
  ADDRESS_SPACE(
      "addr_space_cast goes between the spaces 0 and 1, in a program with an arena",
      "load the arena's map, and cast between 0 and 1"),

  // Memory.
  NOT_A_POINTER("memory is accessed through an address", "load the address first"),
  NULL_CHECK(
      "an address that may be null is compared with null before it is used",
      "compare with 0 first, and use it where it is not null"),
  ALIGNMENT("memory is accessed at multiples of the size", "access it in smaller pieces"),
  CONTEXT_ACCESS(
      "the context has the members that its type has, each as wide as it is",
      "use a member of the context that is open to that, at its offset and with its size"),
  CONTEXT_STORE_IMMEDIATE(
      "the context is written from a register", "move the number to a register and store that"),
  CONTEXT_OFFSET(
      "the context is accessed at constant offsets, none of them negative",
      "use the context's own address with a constant offset"),
  STACK_RANGE(
      "the stack of a function is 512 bytes below r10",
      "use offsets from -512 to -1, and no more bytes than are left"),
  STACK_UNWRITTEN("the stack is written before it is read", "write the bytes first, on every path"),
  STACK_VARIABLE("the stack is accessed at offsets that have limits", "limit the offset first"),
  SPILL_SIZE(
      "an address is kept on the stack as 8 bytes, aligned", "store and load it with 64 bits"),
  STACK_ESCAPE(
      "no address of the stack is kept in the stack of a caller",
      "keep it in a register, or in the function's own stack"),
  MAP_VALUE_RANGE(
      "a map's value is accessed within its size",
      "limit the offset so that offset plus size is at most the value's size"),
  MAP_READ_ONLY("a read-only map is not written", "make the map without BPF_F_RDONLY_PROG"),
  MAP_WRITE_ONLY("a write-only map is not read", "make the map without BPF_F_WRONLY_PROG"),
  MAP_FIELD(
      "locks, timers and kernel pointers in a value are left to their helpers",
      "use the helper for that field"),
  PACKET_RANGE(
      "a packet is accessed where a comparison with its end has shown that it reaches",
      "compare the address plus the size with data_end first"),
  PACKET_WRITE(
      "packets are written by program types that may",
      "use bpf_skb_store_bytes, or another type of program"),
  NEGATIVE_OFFSET(
      "an offset that may be negative is not used", "check that it is not negative first"),
  MEMORY_RANGE("memory is accessed within its size", "limit offset and size to what was reserved"),
  MEMORY_READ_ONLY("memory that may only be read is not written", "copy it to the stack first"),
  POINTER_TARGET("this address cannot be loaded from or stored to", "use the helper that takes it"),
  OBJECT_ACCESS(
      "an object of the kernel is accessed at the members that it has",
      "load a member at its offset and with its size"),
  OBJECT_WRITE(
      "objects of the kernel are not written", "change them by the kernel's functions for that"),
  OBJECT_TRUST(
      "a function of the kernel is given objects that are there for sure",
      "pass what is held, or what an argument gave; take a reference first"),
  ATOMIC_TARGET(
      "atomics work on the stack, on map values and on memory of helpers",
      "work on a value of a map"),
  MIXED_ACCESS(
      "an instruction accesses one kind of memory, whatever the path",
      "use one instruction for each kind of memory"),

  // Maps and calls.
  INVALID_MAP("an instruction that takes a map is given one", "name a map at this instruction"),
  MAP_DIRECT_VALUE(
      "only arrays give the address of their value, within that value",
      "use an array, with an offset within the value"),
  UNKNOWN_HELPER("the helper exists in this kernel", "use a helper that the kernel has"),
  HELPER_NOT_ALLOWED(
      "a program type may call the helpers that are meant for it",
      "use a helper that this type may call"),
  HELPER_MAP(
      "a helper takes the types of maps that it is for", "use the helper for this type of map"),
  ARGUMENT_KIND("a helper is given what its parameters say", "pass what the helper asks for"),
  ARGUMENT_MEMORY(
      "memory that a helper is given is as large as it will use, and written if it reads",
      "pass a larger buffer, or a smaller size"),
  ARGUMENT_SIZE(
      "a size that a helper is given has limits",
      "limit the size by a comparison or by a mask (and) first, and let it not be 0"),
  ARGUMENT_CONSTANT("this argument is a constant", "pass a constant"),
  KFUNC("a kernel function is one that this program may call", "use one that it may call"),
  SLEEPING(
      "only programs that may sleep call what sleeps, and not under a lock",
      "load the program as one that may sleep, or use another helper"),
  CALLBACK("a callback takes its arguments and returns 0 or 1", "return 0 or 1 from the callback"),
  LEGACY_PACKET(
      "ld_abs and ld_ind need the context in r6, a type that has them, and nothing held",
      "keep the context in r6, and load packets through addresses"),
  FUNCTION_TYPES(
      "callbacks, and functions that end in a tail call or load packets the old way, have types",
      "load the program with the types of its functions (BTF)"),
  SUBPROGRAM_TYPE(
      "a function is called with what its types say", "pass what the function declares"),
  EXCEPTION(
      "nothing is held when a program throws an exception: nobody cleans up",
      "release what is held, and close sections, before bpf_throw"),
  TAIL_CALL("a tail call leads away with nothing held", "release what is held first"),

  // What must be given back.
  REFERENCE_LEAK(
      "what was acquired is released on every path", "release it before the program ends"),
  REFERENCE_RELEASE(
      "what is released was acquired, and is released once, unmoved",
      "pass the address that was acquired, as it was"),
  LOCK_HELD(
      "nothing but loads, stores and the unlocking happens under a spin lock", "unlock first"),
  LOCK_PAIR(
      "a lock is taken once and given back, on every path", "pair lock and unlock on each path"),
  DYNPTR("a dynptr is made, used and released by its helpers", "initialise it by its helper first"),
  ITERATOR("an iterator is made, followed and destroyed", "use new, next and destroy in order"),
  CRITICAL_SECTION(
      "sections without preemption, interrupts or under RCU are closed on every path",
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

  /** {@return what holds of every program that is taken, in one sentence without a full stop} */
  public String sentence() {
    return sentence;
  }

  /** {@return what helps, in words} */
  public String fix() {
    return fix;
  }

  /** {@return the rule of that code, if there is one} */
  public static Optional<Rule> of(String code) {
    return Arrays.stream(values()).filter(rule -> rule.code().equals(code)).findFirst();
  }
}
