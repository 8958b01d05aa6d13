import type { ObjectKind } from "./grammar.js";

/** Fields that are accepted and change nothing in the package. */
export interface UnreadFields {
  readonly kind: ObjectKind;
  readonly names: readonly string[];
  /** Why, as the end of the sentence "… is not used: ". */
  readonly reason: string;
  /** Whether someone who writes the field may expect it in the package, so that a note tells that it is not. */
  readonly isTold: boolean;
}

const links = "links and contacts of the API's owner are for its readers";
const dialect = "schemas of all dialects are read alike";
const tags = "operations are grouped by their paths; `--include tag:` selects by tag";
const headerValue = "the package gives values of response headers as texts";
const texts = "the text of each operation is used";
const consent = "a user's consent is the caller's task; the package takes the token";
const xml = "bodies of XML are sent and returned as texts";
const examples = "only values of examples are shown";
const recursive = "`$dynamicRef` of 2020-12 replaced it, and the type is `unknown`";

/** The keywords that Swagger 2.0 has in headers. */
const headerKeywords =
  "type format collectionFormat maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf items default";

type Row = readonly [kind: ObjectKind, names: string, reason: string, told?: "told"];

/** `test/spec/fields` holds it to the grammar: these fields change nothing in any package, and every other field does. */
// prettier-ignore
const rows: readonly Row[] = [
  ["Document",        "$schema jsonSchemaDialect",              dialect],
  ["Document",        "tags",                                   tags],
  ["Swagger",         "tags",                                   tags],
  ["Info",            "termsOfService contact",                 links],
  ["Info",            "license",                                "the licence of the API is not that of the package, which is `--license`"],
  ["Contact",         "name url email",                         links],
  ["License",         "name identifier url",                    "the licence of the API is not that of the package, which is `--license`"],
  ["Server",          "name description",                       "a server is chosen by its URL"],
  ["Path Item",       "summary description",                    texts],
  ["Operation",       "tags",                                   tags],
  ["Header",          "required style explode schema content",  headerValue],
  ["Header",          "example examples",                       headerValue],
  ["Header",          headerKeywords,                           headerValue],
  ["Response",        "examples",                               "examples show calls, not answers"],
  ["Example",         "summary description",                    examples],
  ["Example",         "externalValue serializedValue",          examples],
  ["Tag",             "name summary description parent kind externalDocs", tags],
  ["Schema",          "$schema $vocabulary",                    dialect],
  ["Schema",          "id",                                     "references use `$id`"],
  ["Schema",          "$comment",                               "comments are for those who maintain the description"],
  ["Schema",          "$recursiveRef $recursiveAnchor",         recursive, "told"],
  ["Schema",          "minContains maxContains",                "they refine `contains`, which a type cannot express"],
  ["Schema",          "contentSchema",                          "a text that contains a document has the type `string`", "told"],
  ["Schema",          "xml",                                    xml, "told"],
  ["XML",             "nodeType name namespace prefix attribute wrapped", xml],
  ["Security Scheme", "bearerFormat",                           "a token is sent as it is"],
  ["Security Scheme", "openIdConnectUrl oauth2MetadataUrl",     "the package does not discover endpoints; the caller gets the token", "told"],
  ["Security Scheme", "authorizationUrl scopes",                consent],
  ["OAuth Flows",     "implicit",                               consent, "told"],
  ["OAuth Flow",      "authorizationUrl deviceAuthorizationUrl scopes", consent],
];

export const unreadFields: readonly UnreadFields[] = rows.map(([kind, names, reason, told]) => ({
  kind,
  names: names.split(" "),
  reason,
  isTold: told !== undefined,
}));
