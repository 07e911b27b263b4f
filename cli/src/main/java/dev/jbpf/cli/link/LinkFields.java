package dev.jbpf.cli.link;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.inspect.ConstantNames;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.LinkDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.List;

/** What is told of a link, under bpftool's names. */
final class LinkFields {
  private final Sightings sightings;

  LinkFields(Finder finder) {
    this.sightings = new Sightings(finder.inspector());
  }

  Fields of(Inspected link) {
    LinkDetails details = link.link();
    Fields fields =
        new Fields()
            .put("id", details.id())
            .put(
                "type",
                ConstantNames.ofLinkType(details.type()).<Object>map(n -> n).orElse(details.type()))
            .put("prog_id", details.programId());
    details.place().forEach(fact -> add(fields, fact));
    sightings.addTo(fields, ObjectKind.LINK, details.id());
    return fields;
  }

  private static void add(Fields fields, LinkDetails.Fact fact) {
    if (fact instanceof LinkDetails.Number number) {
      fields.put(number.name(), number.value());
    } else if (fact instanceof LinkDetails.Text text) {
      fields.put(text.name(), text.value());
    } else if (fact instanceof LinkDetails.Flag flag) {
      fields.put(flag.name(), flag.value());
    } else if (fact instanceof LinkDetails.Attachment attachment) {
      fields.put(attachment.name(), ConstantNames.of(attachment.value()));
    } else if (fact instanceof LinkDetails.Functions functions) {
      fields.put(functions.name(), functions.each().stream().map(LinkFields::each).toList());
    }
  }

  private static Fields each(List<LinkDetails.Fact> facts) {
    Fields fields = new Fields();
    facts.forEach(fact -> add(fields, fact));
    return fields;
  }
}
