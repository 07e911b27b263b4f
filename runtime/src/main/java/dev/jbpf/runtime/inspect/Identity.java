package dev.jbpf.runtime.inspect;

import dev.jbpf.runtime.sys.field.LinkInfoField;
import dev.jbpf.runtime.sys.field.MapInfoField;
import dev.jbpf.runtime.sys.field.ProgramInfoField;

/**
 * What every object has.
 *
 * @param id its number among all of its kind
 * @param name empty if it has none: links never have one
 */
public record Identity(long id, String name) {

  /** {@return that of {@code object}} */
  public static Identity of(Inspected object) {
    return switch (object.kind()) {
      case PROGRAM -> {
        var info = object.query(object.room(ProgramInfoField.BYTES));
        yield new Identity(info.get(ProgramInfoField.ID), info.text(ProgramInfoField.NAME));
      }
      case MAP -> {
        var info = object.query(object.room(MapInfoField.BYTES));
        yield new Identity(info.get(MapInfoField.ID), info.text(MapInfoField.NAME));
      }
      case LINK ->
          new Identity(object.query(object.room(LinkInfoField.BYTES)).get(LinkInfoField.ID), "");
      case TYPES -> new Identity(object.typesInfo().id(), object.typesInfo().name());
    };
  }
}
