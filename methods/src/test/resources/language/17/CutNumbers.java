import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** Numbers that do not fit where they are put: their lower bits are there. */
final class CutNumbers {
  record Narrow(@U8 int a, @U16 int b, @U32 long c, @BigEndian @U16 int d, Inner inner) {}
  record Inner(@U8 int a, long b) {}
  static final Table<Integer, Integer> SHORTS = Table.of(MapDef.array("shorts", Codec.S16, 4));
  static final Table<Integer, Integer> BYTES = Table.of(MapDef.hash("bytes", Codec.U8, Codec.U8, 4));
  static final Table<Narrow, Long> BY_RECORD = Table.of(MapDef.hash("by_record", Codec.record(Narrow.class), Codec.S64, 4));
  static int n = 70_300;
  @BpfProgram("xdp") static int values(XdpContext context) {
    Cell<Integer> cell = SHORTS.find(2);
    if (cell == null) {
      return -1;
    }
    cell.set(n);
    BYTES.put(n + 1, -n);
    Cell<Integer> found = BYTES.find((n + 1) & 0xff);
    return cell.get() * 1000 + (found == null ? -2 : found.get());
  }
  @BpfProgram("xdp") static int records(XdpContext context) {
    Narrow key = new Narrow(n, -n, -n, n * 3, new Inner(~n, n));
    BY_RECORD.put(key, 7L);
    Cell<Long> same = BY_RECORD.find(new Narrow(n & 0xff, -n & 0xffff, -n & 0xffff_ffffL, n * 3 & 0xffff, new Inner(~n & 0xff, n)));
    Cell<Narrow> room = Cell.room(Narrow.class);
    room.set(key);
    room.set(Narrow::b, n + 5);
    return (same == null ? 1 : 2) + room.get(Narrow::a) * 3 + room.get(Narrow::b) * 5 + room.get(Narrow::d) * 7 + (int) (long) room.get(Narrow::c);
  }
  @BpfProgram("xdp") static int indexes(XdpContext context) {
    Cell<Integer> below = SHORTS.find(-n);
    Cell<Integer> above = SHORTS.find(n);
    SHORTS.put(-1, 5);
    return (below == null ? 1 : 0) + (above == null ? 2 : 0) + 10;
  }
}
