package dev.jbpf.methods.memory;

import java.lang.reflect.Field;
import java.util.Optional;

/**
 * A variable of the programs of a class: a static field that they change, or a table.
 *
 * @param name what the object calls it
 * @param type the type of Java of the number, or of the numbers
 * @param content its first value, in the machine's byte order
 * @param field the static field that it is; empty: a table that compilers have made
 */
public record GlobalVariable(String name, Class<?> type, byte[] content, Optional<Field> field) {}
