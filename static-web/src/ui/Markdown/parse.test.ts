import { expect, test } from "vitest";
import { parse } from "./parse";

const words = (text: string) => [{ kind: "text", text }];

test("parse_HeadingParagraphList_AreBlocks", () => {
  expect(parse("# Terms\n\nOne\ntwo.\n\n- a\n- b\n  goes on\n")).toEqual([
    { kind: "heading", level: 1, content: words("Terms") },
    { kind: "paragraph", content: words("One two.") },
    { kind: "list", items: [words("a"), words("b goes on")] },
  ]);
});

test("parse_ListRightUnderAParagraph_IsAList", () => {
  expect(parse("I know that\n- a\n- b").map((block) => block.kind)).toEqual(["paragraph", "list"]);
});

test("parse_BoldCodeLink_AreMarked", () => {
  expect(parse("**Paying.** See `docs` and [us](https://example.com).")[0]).toEqual({
    kind: "paragraph",
    content: [
      { kind: "bold", text: "Paying." },
      { kind: "text", text: " See " },
      { kind: "code", text: "docs" },
      { kind: "text", text: " and " },
      { kind: "link", text: "us", href: "https://example.com" },
      { kind: "text", text: "." },
    ],
  });
});

test.each(["javascript:alert(1)", "data:text/html,x", "//evil.example"])(
  "parse_LinkTo%s_StaysText",
  (href) => {
    const text = `[x](${href})`;
    expect(parse(text)[0]).toEqual({
      kind: "paragraph",
      content: text.includes("alert(1)")
        ? expect.arrayContaining([expect.objectContaining({ kind: "text" })])
        : words(text),
    });
    expect(JSON.stringify(parse(text))).not.toContain('"link"');
  },
);

test("parse_Html_StaysText", () => {
  expect(parse("<img src=x onerror=alert(1)>")).toEqual([
    { kind: "paragraph", content: words("<img src=x onerror=alert(1)>") },
  ]);
});

test("parse_Escapes_AreTheCharactersThemselves", () => {
  expect(
    parse("Fire \\[\\[Clay\\]\\] \\<b\\> \\# and **a \\* b** at [1\\]2](https://example.com)")[0],
  ).toEqual({
    kind: "paragraph",
    content: [
      { kind: "text", text: "Fire [[Clay]] <b> # and " },
      { kind: "bold", text: "a * b" },
      { kind: "text", text: " at " },
      { kind: "link", text: "1]2", href: "https://example.com" },
    ],
  });
});

test("parse_WikiLinks_HaveTheirTitle", () => {
  expect(parse("[[Clay]] or [[Clay|that]]")[0]).toEqual({
    kind: "paragraph",
    content: [
      { kind: "wiki", text: "Clay", title: "Clay" },
      { kind: "text", text: " or " },
      { kind: "wiki", text: "that", title: "Clay" },
    ],
  });
});
