/**
 * What shells and readers of manuals are told of the commands, made from the commands themselves.
 */
@NullMarked
package dev.jbpf.cli.shell;

import org.jspecify.annotations.NullMarked;
