/** Sections as they are assembled, and their parts. */
@NullMarked
package dev.jbpf.text.section;

import org.jspecify.annotations.NullMarked;
