package dev.jbpf.text.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Rows of symbols are in the order that a stable sort of objects gives. */
class PlacedSymbolsProperties {
  private record Row(long offset, int symbol) {}

  @Property(tries = 300)
  void sortsAsObjectsAreSorted(
      @ForAll List<@LongRange(min = -3, max = 3) Long> offsets, @ForAll List<Long> any) {
    assertSorted(offsets);
    assertSorted(any);
  }

  @Example
  void takesRowsThatAreInOrder() {
    assertSorted(List.of());
    assertSorted(List.of(0L, 0L, 8L));
    assertSorted(List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE));
  }

  private static void assertSorted(List<Long> offsets) {
    PlacedSymbols placed = new PlacedSymbols();
    List<Row> rows = new ArrayList<>();
    for (long offset : offsets) {
      placed.add(offset, rows.size());
      rows.add(new Row(offset, rows.size()));
    }
    placed.sort();
    rows.sort(Comparator.comparingLong(Row::offset));
    List<Row> sorted = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      sorted.add(new Row(placed.offset(i), placed.symbol(i)));
    }
    assertThat(sorted).isEqualTo(rows);
    for (long offset : offsets) {
      assertThat(placed.from(offset))
          .isEqualTo((int) offsets.stream().filter(other -> other < offset).count());
    }
  }
}
