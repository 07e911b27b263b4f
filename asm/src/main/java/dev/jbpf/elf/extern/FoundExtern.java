package dev.jbpf.elf.extern;

import java.util.Optional;

/**
 * Where the kernel has what an object refers to.
 *
 * @param id its number among the types of the kernel, or of the module
 * @param module the name of the module that has it; empty for the kernel itself
 */
public record FoundExtern(int id, Optional<String> module) {}
