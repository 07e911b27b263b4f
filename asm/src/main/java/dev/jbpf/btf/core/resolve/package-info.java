/** What a relocation of CO-RE means in the types of a kernel. */
@NullMarked
package dev.jbpf.btf.core.resolve;

import org.jspecify.annotations.NullMarked;
