/** What class files say: methods as instructions, blocks, lines. */
@NullMarked
package dev.jbpf.methods.classfile;

import org.jspecify.annotations.NullMarked;
