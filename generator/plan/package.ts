import type { Json } from "../load/node.js";
import type { Api, Link, OAuthFlows, Operation, Parameter, ResponseHeader } from "../model/api.js";
import type { RateLimit, Retry } from "../model/extensions.js";
import type { IncomingPlan, WebhooksPlan } from "./incoming-plan.js";
import type { Schema, SchemaKey, Values } from "../model/schema.js";

/**
 * What the package will contain: every file has its path, every declaration its final name, every module its imports. No text yet.
 * Emitting reads this page from top to bottom and decides nothing any more.
 */
export interface PackagePlan {
  readonly api: Api;
  readonly manifest: PackageManifest;
  /** The class that most people use, and below it one class a resource. */
  readonly client: ClassPlan;
  readonly resource: ResourcePlan;
  /** There is something to call; a package without is types alone, and its client is never written. */
  readonly callable: boolean;
  /** Absent where the service sends nothing by itself. */
  readonly webhooks?: WebhooksPlan;
  /** In order of name. */
  readonly models: readonly ModelPlan[];
  /** The name that each named schema has in requests and in responses. */
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
  /** The parameter of types for each name that `x-specloom-typed` says. */
  readonly typeParameters: ReadonlyMap<string, string>;
  readonly credentials: readonly CredentialPlan[];
  /** In order of name. */
  readonly serverOptions: readonly ServerOptionPlan[];
  readonly rateLimits: readonly RateLimitPlan[];
  /** How a program gets a token by itself; absent where it cannot. */
  readonly oauth?: OAuthPlan;
  /** The body of a failure, where every operation agrees on it. */
  readonly errorBody?: Schema;
  /** The modules of `templates/runtime/` that the API needs, by file name without extension, before their own imports are followed. */
  readonly runtime: readonly RuntimeModule[];
  /** The package's entry points: `"."`, `"./batch"`, …, with the module that each leads to. */
  readonly entries: readonly EntryPlan[];
  /** The services in memory that the `./testing` entry makes, in order of name. */
  readonly fakes: readonly FakePlan[];
}

/** A service in memory of records that are told of by one path. */
export interface FakePlan {
  /** The function that makes it: `fakePets`. */
  readonly name: string;
  /** How documentation calls the records: `pets`. */
  readonly words: string;
  /** What a record is. */
  readonly record: Schema;
  /** The operations that it answers, by their qualified names, in order. */
  readonly operations: readonly string[];
  /** What the runtime is told. */
  readonly facts: Json;
}

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license?: string;
}

export interface EntryPlan {
  /** `"."` or `"./batch"`. */
  readonly subpath: string;
  /** Path of the module below `src/`, without extension: `operations/batch`. */
  readonly module: string;
}

export interface ModelNames {
  readonly request: string;
  /** Differs from `request` only where `readOnly` or `writeOnly` make them differ. */
  readonly response: string;
}

/** Which side of the wire a type describes. */
export type Side = "request" | "response";

export interface ModelPlan {
  readonly name: string;
  readonly key: SchemaKey;
  readonly side: Side | "both";
  readonly schema: Schema;
}

/** Operations that are called on one object: the root, or `batch`. */
export interface ResourcePlan {
  /** Names from the root: `[]`, `["batch"]`, `["repos", "issues"]`. */
  readonly path: readonly string[];
  /** Path of its module below `src/`, without extension: `operations/index`, `operations/batch`. */
  readonly module: string;
  readonly operations: readonly OperationPlan[];
  /** In order of name. */
  readonly children: readonly ResourcePlan[];
}

export interface ClassPlan {
  /** `PetStore`, `PetStoreBatch`. */
  readonly name: string;
  /** How examples call an instance: `petStore`. */
  readonly instance: string;
  /** Path of the module of all classes below `src/`: `pet-store`. */
  readonly module: string;
  readonly resource: ResourcePlan;
  /** The property that leads to each child, and its class. */
  readonly children: readonly { readonly property: string; readonly child: ClassPlan }[];
}

export interface OperationPlan {
  readonly operation: Operation;
  /** The function's and the method's name: `update`. */
  readonly name: string;
  /** What the function is declared as where its name is a reserved word (`delete_`); it is exported under its name. */
  readonly localName?: string;
  /** How documentation calls it: `batch.update`. */
  readonly qualifiedName: string;
  /** `BatchUpdateParams`. Absent where the operation takes nothing at all. */
  readonly paramsName?: string;
  /** The whole `params` may be left out. */
  readonly paramsOptional: boolean;
  /** `BatchUpdateResponses`. */
  readonly responsesName: string;
  /** Parameters with the name that each has in `params`; the wire name, unless it collides. */
  readonly parameters: readonly ParameterPlan[];
  /** The body in its preferred media type. */
  readonly body?: BodyPlan;
  /** The maps within the body whose values are written as texts. */
  readonly values?: readonly ValuePlace[];
  /** The same in the other media types that callers can choose, and the key in `params` that chooses. */
  readonly otherBodies: readonly BodyPlan[];
  readonly contentTypeKey?: string;
  /** For an operation that has servers of its own: the options of their variables. */
  readonly serverOptions?: readonly ServerOptionPlan[];
  readonly responses: readonly ResponsePlan[];
  /** The media types to ask for; absent where it is plain JSON. */
  readonly accept?: string;
  /** What its answers say about other operations. */
  readonly links: readonly LinkPlan[];
  /** What the service sends because of it. */
  readonly callbacks: readonly IncomingPlan[];
  /** What reads successful answers; the first that finds what it can read does. */
  readonly readers: readonly ReaderFunction[];
  readonly pages?: PagesPlan;
  /** The function that takes any number of inputs. */
  readonly batch?: BatchPlan;
  /** The client's options that hold the credentials, alternatives of sets; absent where the API's own apply. */
  readonly credentials?: readonly (readonly string[])[];
  readonly behaviour: BehaviourPlan;
}

/** How requests behave where that differs from what the client assumes of all. */
export interface BehaviourPlan {
  /** Whether twice does what once does. */
  readonly idempotent?: boolean;
  readonly retry?: Retry;
  /** The buckets that count the operation besides those that count every request. */
  readonly limits?: readonly string[];
}

/** One provider of tokens a grant, with the address of the token endpoint where there is exactly one. */
export type OAuthPlan = OAuthFlows;

export interface RateLimitPlan {
  readonly limit: RateLimit;
  readonly everyRequest: boolean;
}

export interface ParameterPlan {
  readonly parameter: Parameter;
  /** Its key in `params`. */
  readonly key: string;
  /** Its name as a local variable, where the function takes `params` apart. */
  readonly local: string;
  /** What writes its value where the request does not do so itself: `reserved(commaSeparated(params.ids))`. */
  readonly style?: StylePlan;
  /** What callers can hand in: what its schema allows, as far as its style can write it. */
  readonly schema: Schema;
  /** No style can write what its schema allows: the caller hands in the text that goes onto the wire. */
  readonly asText: boolean;
}

/** A call of a function of the runtime, and perhaps of one around it. */
export interface StylePlan {
  readonly function?: StyleFunction;
  /** Said where it makes a difference. */
  readonly explode?: boolean;
  readonly reserved?: "reserved" | "reservedInPath";
}

export type StyleFunction =
  | "commaSeparated"
  | "cookie"
  | "deepObject"
  | "exploded"
  | "formQuery"
  | "json"
  | "jsonQuery"
  | "jsonText"
  | "label"
  | "matrix"
  | "pipeDelimited"
  | "simple"
  | "spaceDelimited"
  | "textQuery";

/** How the body gets into `params`, and onto the wire. */
export type BodyPlan = BodyBase &
  (
    | /** The fields of the body are fields of `params`: `params` extends the named model. */
      { readonly shape: "fields"; readonly model: SchemaKey }
      /** The fields of an inline object. */
    | { readonly shape: "inline"; readonly schema: Schema }
    /** The body is one field of `params`, under `key`. `schema` is that of an item where items are sent one by one. */
    | { readonly shape: "whole"; readonly key: string; readonly schema: Schema | undefined }
  );

interface BodyBase {
  readonly mediaType: string;
  /** It is sent whatever is given; otherwise only if something is. */
  readonly required: boolean;
  readonly kind: BodyKind;
  /** The media type that is sent, where it is not what the writer says by itself. */
  readonly contentType?: string;
  /** Fields of a form that are not written as a form usually writes them. */
  readonly fields: readonly FieldPlan[];
  readonly parts?: PartsPlan;
}

/** What writes the body: `json` is the request itself, each other one a function of the runtime. */
export type BodyKind =
  "json" | "form" | "multipart" | "multipartMixed" | "jsonLines" | "jsonSequence" | "eventStream" | "text" | "bytes";

export interface FieldPlan {
  readonly name: string;
  /** In a form: `deepObject(params.filter)`. */
  readonly style?: StylePlan;
  /** In a multipart form: `part(params.photo, { contentType: "image/png" })`. */
  readonly part?: PartPlan;
}

export interface PartPlan {
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
}

/** Parts without names, by position, and those after them. */
export interface PartsPlan {
  readonly prefix: readonly PartPlan[];
  readonly item?: PartPlan;
}

export interface ResponsePlan {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  /** What the status carries: a JSON value of a schema, text, bytes, or nothing. */
  readonly body: AnswerBody;
  /** What it carries instead where the caller, or the service, chooses so. */
  readonly others: readonly AnswerBody[];
  readonly headers: readonly ResponseHeader[];
}

/** A link, and how the class calls the operation that it leads to: `pets.get`. */
export interface LinkPlan {
  readonly link: Link;
  readonly operation: string;
}

export type AnswerBody =
  | { readonly kind: "json"; readonly schema: Schema }
  | { readonly kind: "unknown" | "text" | "binary" | "none" }
  /** Server-sent events whose data is JSON of a schema, or text; whole events as they are described; values one by one. */
  | { readonly kind: "json events" | "described events" | "values" | "sequence"; readonly schema: Schema }
  | { readonly kind: "text events" | "any values" | "any sequence" };

/** The functions of the runtime that read answers in a way of their own. */
export type ReaderFunction = "readBlob" | "readEvents" | "readTextEvents" | "readJsonLines" | "readJsonSequence";

/** A map within a body: the names of properties that lead there, `null` for every item of a list. */
export interface ValuePlace {
  readonly at: readonly (string | null)[];
  readonly values: Values;
}

export interface PagesPlan {
  readonly way: PageWay;
  readonly items: readonly AccessStep[];
  /** Where a page says whether another one follows, and how many items there are in all. */
  readonly more?: readonly AccessStep[];
  readonly total?: readonly AccessStep[];
  /** What an item is. */
  readonly item: Schema;
  readonly window?: WindowPlan;
}

/** How the list goes on behind the items that it reaches; `facts` is what the runtime is told. */
export interface WindowPlan {
  readonly key: readonly AccessStep[];
  readonly facts: Json;
}

export interface BatchPlan {
  /** Of the function and the method: `updateAll`. */
  readonly name: string;
  /** What an input that succeeded is: `updated`. */
  readonly done: string;
  /** Where `params` holds the inputs. */
  readonly inputs: readonly string[];
  /** `params` holds other things as well, and whether some of them must be given. */
  readonly others: "none" | "optional" | "required";
  /** What an input is, and what each kind of answer holds for it. */
  readonly input: Schema;
  readonly results: readonly Schema[];
}
/**
 * The way to the next page. `key` is the key in `params` that changes, `within` the part of `params` that has it; `next` and `last` are
 * where a page holds the next cursor or link, and the number after the last. A step is `optional` where the property before may be
 * absent or null.
 */
export type PageWay =
  | { readonly style: "cursor"; readonly key: string; readonly within?: string; readonly next: readonly AccessStep[] }
  | {
      readonly style: "offset" | "page";
      readonly key: string;
      readonly within?: string;
      readonly first: number;
      readonly last?: readonly AccessStep[];
    }
  | { readonly style: "link"; readonly next: readonly AccessStep[] }
  | { readonly style: "link-header" };

export interface AccessStep {
  readonly property: string;
  /** What this property is read from may be absent or null: written `?.`. */
  readonly optional: boolean;
}

/** The client's option for a variable of a server's URL. */
export interface ServerOptionPlan {
  readonly variable: string;
  readonly option: string;
  readonly otherwise: string;
  readonly values: readonly string[];
  readonly description?: string;
}

export interface CredentialPlan {
  readonly scheme: "bearer" | "basic" | "apiKey";
  /** The client's option: `accessToken`. */
  readonly option: string;
  readonly apiKey?: { readonly in: "header" | "query" | "cookie"; readonly name: string };
  readonly description?: string;
}

export type RuntimeModule = "api-promise" | "batch-run" | "client" | "pages" | "path";
