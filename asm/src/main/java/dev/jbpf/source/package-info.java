/**
 * The text of a source: its files and the texts made of it in one array of bytes, a cursor that
 * reads tokens of it, and the errors found in it. Shared by the assemblers of today and of 1992.
 */
@NullMarked
package dev.jbpf.source;

import org.jspecify.annotations.NullMarked;
