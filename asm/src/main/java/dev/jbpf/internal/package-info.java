/** What the writers of files share. Not API. */
@NullMarked
package dev.jbpf.internal;

import org.jspecify.annotations.NullMarked;
