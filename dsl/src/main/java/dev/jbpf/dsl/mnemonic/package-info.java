/** Mnemonics as methods: one for each row of the instruction table, which builders inherit. */
@NullMarked
package dev.jbpf.dsl.mnemonic;

import org.jspecify.annotations.NullMarked;
