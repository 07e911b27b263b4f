/** What commands read and write: files, standard streams, and how they end. */
@NullMarked
package dev.jbpf.cli.console;

import org.jspecify.annotations.NullMarked;
