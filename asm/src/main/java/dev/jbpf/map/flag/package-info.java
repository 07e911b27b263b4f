/** What maps are made with, and how they are written to. */
@NullMarked
package dev.jbpf.map.flag;

import org.jspecify.annotations.NullMarked;
