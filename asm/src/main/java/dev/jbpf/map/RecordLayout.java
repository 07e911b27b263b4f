package dev.jbpf.map;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the components of a record are in the C struct.
 *
 * @param size in bytes, padding at the end included
 * @param alignment in bytes
 */
record RecordLayout(Class<? extends Record> type, List<Member> members, int size, int alignment) {

  /**
   * A component as a member.
   *
   * @param offset in bytes
   */
  record Member(RecordComponent component, Codec<?> codec, int offset) {
    String name() {
      return component.getName();
    }

    int end() {
      return Math.addExact(offset, codec.size());
    }
  }

  static RecordLayout of(Class<? extends Record> type) {
    List<Member> members = new ArrayList<>();
    int end = 0;
    int widest = 1;
    for (RecordComponent component : type.getRecordComponents()) {
      Codec<?> codec = ComponentCodecs.of(component);
      Member member = new Member(component, codec, Sizes.align(end, codec.alignment()));
      members.add(member);
      end = member.end();
      widest = Math.max(widest, codec.alignment());
    }
    int size = Sizes.align(end, widest);
    Sizes.requirePositive(size);
    return new RecordLayout(type, List.copyOf(members), size, widest);
  }
}
