/**
 * Reading of one instruction, by the grammar or by the cache of statements that were read before.
 */
@NullMarked
package dev.jbpf.text.statement;

import org.jspecify.annotations.NullMarked;
