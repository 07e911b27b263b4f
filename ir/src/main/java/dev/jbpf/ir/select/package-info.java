/** From values to instructions of the machine on registers without number. */
@NullMarked
package dev.jbpf.ir.select;

import org.jspecify.annotations.NullMarked;
