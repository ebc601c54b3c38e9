import { expect, test } from "vitest";
import { returnTo, signInPath } from "./returnTo";

const site = "https://shortloop.example";

test.each([
  ["", "/"],
  ["?returnTo=%2Fvideos%2Fvid_1%3Ft%3D3", "/videos/vid_1?t=3"],
  ["?returnTo=%2Fjoin", "/join"],
  ["?returnTo=https%3A%2F%2Fevil.example%2F", "/"],
  ["?returnTo=%2F%2Fevil.example%2F", "/"],
  ["?returnTo=%2F%5Cevil.example%2F", "/"],
  ["?returnTo=%2F%09%2Fevil.example%2F", "/"],
  ["?returnTo=%2F.%2F%2Fevil.example", "/"],
  ["?returnTo=javascript%3Aalert(1)", "/"],
  ["?returnTo=videos", "/"],
])("returnTo_%s_LeadsTo%s", (search, expected) => {
  expect(returnTo(search, site)).toBe(expected);
});

test("signInPath_FromAnInvitation_KeepsItsTokenBehindTheHash", () => {
  expect(signInPath({ pathname: "/join", search: "", hash: "#org_1.secret" })).toBe(
    "/login?returnTo=%2Fjoin#org_1.secret",
  );
});

test("signInPath_FromTheFirstPage_IsShort", () => {
  expect(signInPath({ pathname: "/", search: "", hash: "" })).toBe("/login");
});
