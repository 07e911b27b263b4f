package dev.jbpf.cli.prog;

/**
 * What a dump shows beside the instructions.
 *
 * @param opcodes the bytes of each
 * @param linum files and numbers of source lines
 */
record DumpStyle(boolean opcodes, boolean linum) {}
