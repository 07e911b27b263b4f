/**
 * The static linker: several objects become one, as {@code bpftool gen object} does it.
 *
 * <p>{@link dev.jbpf.elf.link.StaticLinker} runs it. Sections of one name follow each other ({@code
 * Placement}), symbols of one name become one ({@code GlobalSymbols}), and so do types ({@code
 * MergedTypes}); what is said of instructions moves along ({@code MergedExt}).
 */
@NullMarked
package dev.jbpf.elf.link;

import org.jspecify.annotations.NullMarked;
