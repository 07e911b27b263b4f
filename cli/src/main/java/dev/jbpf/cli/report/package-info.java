/** How commands show what they found: tables for people, JSON for programs. */
@NullMarked
package dev.jbpf.cli.report;

import org.jspecify.annotations.NullMarked;
