package dev.jbpf.runtime.types;

/**
 * What the keys and values of a map are, so that tools can print them, and programs have locks and
 * timers in them.
 *
 * @param types where the ids are
 * @param key the id of the key's type, 0 if it has none
 * @param value the id of the value's type, 0 if it has none
 */
public record LoadedMapTypes(LoadedTypes types, int key, int value) {}
