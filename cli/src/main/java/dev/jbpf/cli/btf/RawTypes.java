package dev.jbpf.cli.btf;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.cli.report.Fields;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Types as they are in BTF, a row each, under bpftool's names. */
final class RawTypes {
  private static final String NONE = "(anon)";

  private final Btf types;

  RawTypes(Btf types) {
    this.types = types;
  }

  List<Fields> rows(IntStream ids) {
    return ids.mapToObj(this::row).toList();
  }

  private Fields row(int id) {
    BtfType type = types.type(id);
    BtfKind kind = types.kind(id).orElseThrow();
    Fields row = new Fields().put("id", id).put("kind", kind.name()).put("name", name(type.name()));
    return switch (kind) {
      case INT -> number(row, (BtfType.Int) type);
      case PTR -> target(row, ((BtfType.Ptr) type).target());
      case CONST -> target(row, ((BtfType.Const) type).target());
      case VOLATILE -> target(row, ((BtfType.Volatile) type).target());
      case RESTRICT -> target(row, ((BtfType.Restrict) type).target());
      case TYPEDEF -> target(row, ((BtfType.Typedef) type).target());
      case TYPE_TAG -> target(row, ((BtfType.TypeTag) type).target());
      case ARRAY -> array(row, (BtfType.Array) type);
      case STRUCT, UNION -> composite(row, (BtfType.Composite) type);
      case ENUM -> {
        BtfType.Enum narrow = (BtfType.Enum) type;
        yield enumeration(row, narrow.size(), narrow.isSigned(), narrow.values());
      }
      case ENUM64 -> {
        BtfType.Enum64 wide = (BtfType.Enum64) type;
        yield enumeration(row, wide.size(), wide.isSigned(), wide.values());
      }
      case FWD -> row.put("fwd_kind", ((BtfType.Fwd) type).isUnion() ? "union" : "struct");
      case FUNC ->
          target(row, ((BtfType.Func) type).prototype())
              .put("linkage", linkage(((BtfType.Func) type).linkage()));
      case FUNC_PROTO -> prototype(row, (BtfType.FuncProto) type);
      case VAR ->
          target(row, ((BtfType.Var) type).type())
              .put("linkage", linkage(((BtfType.Var) type).linkage()));
      case DATASEC -> section(row, (BtfType.Datasec) type);
      case FLOAT -> row.put("size", ((BtfType.Float) type).size());
      case DECL_TAG ->
          target(row, ((BtfType.DeclTag) type).target())
              .put("component_idx", ((BtfType.DeclTag) type).component());
      case UNKNOWN -> row; // Nothing is known of it but its length.
    };
  }

  private static String name(String name) {
    return name.isEmpty() ? NONE : name;
  }

  private static Fields target(Fields row, int id) {
    return row.put("type_id", id);
  }

  private static String linkage(BtfType.Linkage linkage) {
    return linkage.name().toLowerCase(Locale.ROOT);
  }

  private static Fields number(Fields row, BtfType.Int type) {
    String encoding =
        type.encodings().isEmpty()
            ? "(none)"
            : type.encodings().size() > 1 ? "UNKN" : type.encodings().iterator().next().name();
    return row.put("size", type.size())
        .put("bits_offset", type.bitOffset())
        .put("nr_bits", type.bits())
        .put("encoding", encoding);
  }

  private static Fields array(Fields row, BtfType.Array type) {
    return target(row, type.element())
        .put("index_type_id", type.index())
        .put("nr_elems", type.count());
  }

  private static Fields composite(Fields row, BtfType.Composite type) {
    return row.put("size", type.size())
        .put("vlen", type.members().size())
        .put("members", type.members().stream().map(RawTypes::member).toList());
  }

  private static Fields member(BtfType.Member member) {
    return target(new Fields().put("name", name(member.name())), member.type())
        .put("bits_offset", member.bitOffset())
        .putIf(member.isBitField(), "bitfield_size", member.bitSize());
  }

  private static Fields enumeration(
      Fields row, long size, boolean isSigned, List<BtfType.Enumerator> values) {
    return row.put("encoding", isSigned ? "SIGNED" : "UNSIGNED")
        .put("size", size)
        .put("vlen", values.size())
        .put("values", values.stream().map(each -> constant(each, isSigned)).toList());
  }

  private static Fields constant(BtfType.Enumerator each, boolean isSigned) {
    Object value =
        isSigned || each.value() >= 0
            ? each.value()
            : new BigInteger(Long.toUnsignedString(each.value()));
    return new Fields().put("name", name(each.name())).put("val", value);
  }

  private static Fields prototype(Fields row, BtfType.FuncProto type) {
    return row.put("ret_type_id", type.result())
        .put("vlen", type.params().size())
        .put(
            "params",
            type.params().stream()
                .map(each -> target(new Fields().put("name", name(each.name())), each.type()))
                .toList());
  }

  private Fields section(Fields row, BtfType.Datasec type) {
    return row.put("size", type.size())
        .put("vlen", type.variables().size())
        .put(
            "vars",
            type.variables().stream()
                .map(
                    each ->
                        target(new Fields(), each.type())
                            .put("offset", each.offset())
                            .put("size", each.size())
                            .put("name", types.name(each.type())))
                .toList());
  }

  /** {@return a line a type, and one a member: {@code [5] STRUCT 'list_head' size=16 vlen=2}} */
  static String print(List<Fields> rows) {
    StringBuilder text = new StringBuilder();
    for (Fields row : rows) {
      text.append('[')
          .append(row.text("id"))
          .append("] ")
          .append(row.text("kind"))
          .append(" '")
          .append(row.text("name"))
          .append('\'');
      String rest = row.assignments(List.of("id", "kind", "name"));
      boolean isVariable = row.text("kind").equals(BtfKind.VAR.name());
      text.append(isVariable ? rest.replace(" linkage", ", linkage") : rest).append('\n');
      for (String list : List.of("members", "values", "params", "vars")) {
        String suffix = row.text("kind").equals(BtfKind.ENUM64.name()) ? wide(row) : "";
        ((List<?>) row.get(list).orElse(List.of()))
            .forEach(
                each -> text.append('\t').append(line(list, (Fields) each) + suffix).append('\n'));
      }
    }
    return text.toString();
  }

  /** How C ends constants of such a type. */
  private static String wide(Fields enumeration) {
    return enumeration.text("encoding").equals("SIGNED") ? "LL" : "ULL";
  }

  private static String line(String list, Fields member) {
    String rest = member.assignments(List.of("name"));
    String name = member.get("name").map(it -> "'" + it + "'").orElse("");
    return list.equals("vars") ? rest.strip() + " (VAR " + name + ")" : name + rest;
  }
}
