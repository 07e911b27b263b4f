package dev.jbpf.elf.bpf.load;

/**
 * What an object wants in a map of maps, or of programs, from the start.
 *
 * @param map the map's name
 * @param index the key, counted from 0
 * @param target the name of the map or program
 */
public record MapSlot(String map, int index, String target) {}
