import { describe, expect, test } from "vitest";
import type { Schema } from "../../../generator/model/types/schema.js";
import { identifierShape } from "../../../generator/plan/names/identifiers.js";
import { unsafeMemberNames } from "../../../generator/plan/names/reserved-names.js";
import {
  body,
  object,
  operation,
  operationsOf,
  parameter,
  planned,
  reference,
  resourcesOf,
  response,
  string,
} from "../api-builder.js";
import { difficultNames } from "../difficult-names.js";

const schemas: Readonly<Record<string, Schema>> = Object.fromEntries(
  difficultNames.map((name) => [name, object({ "<id": string, value: string })]),
);

const { plan, diagnostics } = planned({
  schemas,
  operations: difficultNames.flatMap((name) => [
    operation("GET", `/${name}`, { operationId: name, tags: [name], responses: [response("200", reference(name))] }),
    operation("POST", `/nested/${name}/{id}`, {
      body: body(reference(name)),
      parameters: [parameter("path", "id"), parameter("query", name), parameter("header", name), parameter("cookie", name)],
    }),
    operation("PUT", `/named/${name}`, { operationId: name }),
  ]),
});

const all = operationsOf(plan);
const resources = resourcesOf(plan.resource);

function classesOf(one: typeof plan.client): readonly (typeof plan.client)[] {
  return [one, ...one.children.flatMap(({ child }) => classesOf(child))];
}

const classes = classesOf(plan.client);

function withoutCase(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

describe("a description with difficult names everywhere", () => {
  const exported = [
    ...plan.models.map(({ name }) => name),
    ...classes.map(({ name }) => name),
    ...all.flatMap(({ paramsName, responsesName }) => [responsesName, ...(paramsName === undefined ? [] : [paramsName])]),
  ];

  test("keeps every operation and every model", () => {
    expect(all).toHaveLength(difficultNames.length * 3);
    expect(plan.modelNames.size).toBe(difficultNames.length);
    expect(new Set(difficultNames).size).toBe(difficultNames.length);
  });

  test("every name is an identifier", () => {
    const names = [
      ...exported,
      ...all.flatMap(({ name, localName, parameters }) => [
        name,
        ...(localName === undefined ? [] : [localName]),
        ...parameters.map(({ local }) => local),
      ]),
      ...resources.flatMap(({ path }) => path),
      ...classes.map(({ instance }) => instance),
    ];
    expect(names.filter((name) => !identifierShape.test(name))).toEqual([]);
  });

  test("every exported type is unique without regard to case", () => {
    expect(new Set(withoutCase(exported)).size).toBe(exported.length);
  });

  test("every member of a resource is unique and has no meaning in JavaScript", () => {
    for (const { operations, children } of resources) {
      const members = [...operations.map(({ name }) => name), ...children.map(({ path }) => path.at(-1) ?? "")];
      expect(new Set(withoutCase(members)).size).toBe(members.length);
      expect(members.filter((name) => unsafeMemberNames.has(name))).toEqual([]);
    }
  });

  test("every key and every local variable of a function is unique", () => {
    for (const { parameters } of all) {
      expect(new Set(parameters.map(({ key }) => key)).size).toBe(parameters.length);
      expect(new Set(withoutCase(parameters.map(({ local }) => local))).size).toBe(parameters.length);
      expect(parameters.map(({ key }) => key)).not.toContain("__proto__");
    }
  });

  test("every module has a unique path that is valid on Windows, too", () => {
    const modules = [
      ...resources.map(({ module }) => module),
      plan.client.module,
      "index",
      "client",
      "models",
      "openapi",
      "testing",
    ];
    expect(new Set(withoutCase(modules)).size).toBe(modules.length);
    expect(modules.filter((module) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/.test(module))).toEqual([]);
    expect(modules.filter((module) => /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\/|$)/.test(module))).toEqual([]);
    expect(modules.filter((module) => module.split("/").some((segment) => segment.length > 80))).toEqual([]);
    const subpaths = plan.entryPoints.map(({ subpath }) => subpath);
    expect(new Set(withoutCase(subpaths)).size).toBe(subpaths.length);
  });

  test("changed names are warnings, never errors", () => {
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["name-taken"]));
  });
});
