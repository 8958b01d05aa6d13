import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { field } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { type DescriptionObjects, objectsOfKind } from "../objects/find-objects.js";
import { unreadFields } from "../objects/unread-fields.js";
import { firstOf, withArticle } from "./unknown-fields.js";

/** Notes of fields of OpenAPI that say something which the package does not do, each once with the number of its places. */
export function unusedFields(objects: DescriptionObjects): readonly Diagnostic[] {
  const told = unreadFields.filter(({ isTold }) => isTold);
  return told.flatMap(({ kind, names, reason }) => {
    const owners = objectsOfKind(objects, kind);
    return names.flatMap((name) => {
      const places = owners.map((owner) => field(owner, name)).filter((node) => node !== undefined);
      return places.length === 0 ? [] : [unusedField(`${withArticle(kind)} has a field ${quote(name)}`, reason, places)];
    });
  });
}

function unusedField(subject: string, reason: string, places: readonly Node[]): Diagnostic {
  const others = places.length === 1 ? "" : ` It occurs ${places.length} times.`;
  return diagnostic("field-unused", firstOf(places)?.place, `${subject} that is not used: ${reason}.${others}`);
}
