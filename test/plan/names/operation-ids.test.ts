import { describe, expect, test } from "vitest";
import { namesOf, operation, operations } from "../api-builder.js";

function nameOf(line: string, operationId: string, tags: readonly string[], name?: readonly string[]): string | undefined {
  const [method = "", path = ""] = line.split(" ");
  const one = operation(method, path, { operationId, tags, ...(name && { name }) });
  return namesOf({ operations: [one, ...operations("GET /unrelated", "GET /elsewhere")] })[line];
}

describe("a name from an operationId", () => {
  test.each([
    ["GET /pets", "listPets", ["pets"], "pets.list"],
    ["GET /pets", "list_pets", [], "pets.list"],
    ["GET /pets/{petId}", "showPetById", ["pets"], "pets.show"],
    ["GET /pet/{petId}", "getPetById", ["pet"], "pet.get"],
    ["POST /pet", "addPet", ["pet"], "pet.add"],
    ["GET /pet/findByStatus", "findPetsByStatus", ["pet"], "pet.findByStatus"],
    ["POST /pet/{petId}/uploadImage", "uploadFile", ["pet"], "pet.uploadFile"],
    ["POST /store/order", "placeOrder", ["store"], "store.placeOrder"],
    ["POST /user/createWithList", "createUsersWithListInput", ["user"], "user.createWithListInput"],
    ["GET /legs", "listLegs", ["leg"], "legs.list"],
    ["GET /networkgroups", "listNetworkGroups", [], "networkgroups.list"],
    ["GET /collections", "list_collections", ["Index Operations"], "collections.list"],
    ["POST /describe_index_stats", "DescribeIndexStats", ["Vector Operations"], "describeIndexStats"],
    ["GET /country-code-check", "country_code_check", ["api"], "countryCodeCheck"],
    ["GET /{tenant}/applications", "Applications_List", ["Application"], "applications.list"],
    ["POST /admin.apps.approve", "admin_apps_approve", ["admin", "admin.apps"], "admin.apps.approve"],
    ["GET /files/v1/{id}", "drive.files.get", [], "files.get"],
    ["GET /v1/{name}", "acme.projects.keys.list", [], "projects.keys.list"],
    ["GET /game/regions", "getRegionOptionsUsingGET_1", ["region"], "regions.getOptions"],
    ["GET /repos/{repo}/environments", "getEnvironmentsForRepo", [], "repos.environments.list"],
    ["DELETE /repos/{repo}/environments/{id}", "deleteEnvironmentForRepo", [], "repos.environments.delete"],
    ["GET /repos/{repo}/commit/{commit}/reports", "getReportsForCommit", ["commit"], "commit.getReports"],
    ["POST /session", "sessionSignIn", [], "session.signIn"],
    ["DELETE /accounts/{id}/brands/{brandId}", "Brand_DeleteBrand", ["AccountBrands"], "accounts.brands.delete"],
    ["PUT /accounts/{id}/settings", "Settings_PutSettings", ["Accounts"], "accounts.settings.replace"],
    ["GET /contacts/{id}", "Contacts_GetContactWithId", ["contacts"], "contacts.get"],
    ["PUT /groups/{id}/people", "putGroupUsers", ["group"], "groups.replaceUsers"],
    ["POST /orders/{id}/cancellation", "postCancelOrder", ["order"], "orders.cancel"],
    ["GET /shop_payments/{id}", "getPayment", ["shop_payments"], "shopPayments.get"],
    ["GET /keyed/{id}/holders", "Keyed_ListHolders", ["KeyedHolders"], "keyedHolders.list"],
    ["GET /guests/{id}/room_tabs", "Rooms_GetGuestRoomTabs", ["GuestRoomTabs"], "guestRoomTabs.list"],
    ["PUT /cash_usage_reports/{id}", "updateUsageReport", ["cash_usage_reports"], "cashUsageReports.update"],
    ["PUT /cash_usage_reports/{id}", "updateUsageLimit", ["cash_usage_reports"], "cashUsageReports.updateUsageLimit"],
    ["GET /notes/{noteNumber}", "Note_GetBynoteNumber", ["note"], "notes.get"],
    ["POST /notes/{noteNumber}/{line}/scan", "Note_AddScanBynoteNumberline", ["note"], "notes.addScan"],
    ["GET /boards/{idBoard}/{field}", "getBoardsByIdBoardByField", ["boards"], "boards.get"],
    ["GET /boards/{idBoard}/label", "getBoardsLabelByIdBoard", ["boards"], "boards.getLabel"],
    ["GET /notes/{note}", "getNotesByDay", ["notes"], "notes.getByDay"],
    ["POST /v1/firm/watch/{id}", "FirmWatchStart", ["v1-firm"], "firm.watchStart"],
    ["POST /firm/watch/{id}", "FirmWatchStart", ["v1-firm"], "firm.watch.start"],
    ["GET /aliases/{id}", "getAlias", ["aliases"], "aliases.get"],
    ["POST /warehouses", "create_warehouse", ["warehouses"], "warehouses.create"],
    ["PUT /app_databases/{id}", "AppDatabase_Update", ["AppDatabase"], "appDatabases.update"],
    ["GET /purchaseorder", "PurchaseOrder_Search", ["PurchaseOrder"], "purchaseorder.search"],
    ["GET /sim_cards/{id}/public_ip", "SimCardsPublicIPGet", ["sim_cards"], "simCards.publicIp.get"],
    ["PUT /app/installations/{id}/suspended", "apps/suspend-installation", [], "app.installations.suspend"],
    ["DELETE /app/installations/{id}/suspended", "apps/unsuspend-installation", [], "app.installations.unsuspend"],
    ["PUT /teams/{id}/members/{user}", "teams_add_member", [], "teams.members.add"],
    ["PUT /teams/{id}/members/{user}", "teams/add-member", [], "teams.members.add"],
    ["PUT /notifications", "activity/mark-notifications-as-read", [], "notifications.markAsRead"],
  ])("%s %s %j is %s", (line, id, tags, wanted) => {
    expect(nameOf(line, id, tags)).toBe(wanted);
  });

  test.each([
    ["no identifier", "GET /pets", "get-/pets", "pets.list"],
    ["with a slash", "POST /orgs/{org}/repos", "repos/create-in-org", "orgs.repos.create"],
    ["with a slash, and with two verbs", "PUT /repos/{repo}", "repos/add-or-update", "repos.replace"],
    ["a noun twice", "PUT /themes/{id}", "themeMarkPutThemeMark", "themes.replace"],
    ["only the method and the path", "GET /clips", "getClips", "clips.list"],
    [
      "only the method, the path and its parameters",
      "GET /accounts/{id}/cash_items",
      "GetAccountsIdCashItems",
      "accounts.cashItems.list",
    ],
    ["the method and a thing", "DELETE /clips/{id}", "deleteClipById", "clips.delete"],
    ["nothing", "GET /clips", "", "clips.list"],
    ["no letter that names may have", "GET /clips", "ᏣᎳᎩ", "clips.list"],
  ])("%s: the table decides", (_, line, id, wanted) => {
    expect(nameOf(line, id, [])).toBe(wanted);
  });

  test("a name from the overlay is used unchanged", () => {
    expect(nameOf("GET /pets", "listPets", ["pets"], ["zoo", "allURLs"])).toBe("zoo.allURLs");
    expect(nameOf("GET /pets", "listPets", ["pets"], ["all"])).toBe("all");
  });

  test("operations with the same name get their parameters, if their operationIds end in these", () => {
    const all = [
      operation("GET", "/boards/{idBoard}", { operationId: "getBoardsByIdBoard", tags: ["boards"] }),
      operation("GET", "/boards/{idBoard}/{field}", { operationId: "getBoardsByIdBoardByField", tags: ["boards"] }),
      operation("GET", "/elsewhere"),
    ];
    expect(Object.values(namesOf({ operations: all }))).toEqual(["boards.get", "boards.getByField", "elsewhere.get"]);
  });

  test("operations with the same name get their whole operationIds", () => {
    const same = [
      operation("GET", "/pets/{id}/tags", { operationId: "readPetTag", tags: ["tag"] }),
      operation("GET", "/tags/{id}", { operationId: "readTag", tags: ["tag"] }),
      operation("GET", "/users/{id}/tags", { operationId: "tag_read", tags: ["tag"] }),
    ];
    expect(namesOf({ operations: same })).toEqual({
      "GET /pets/{id}/tags": "tags.readPet",
      "GET /tags/{id}": "tags.read",
      "GET /users/{id}/tags": "tags.tagRead",
    });
  });
});
