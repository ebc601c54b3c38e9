import styles from "./Markdown.module.css";
import { type Inline, parse } from "./parse";

export function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      {parse(text).map((block, i) => {
        // blocks of a text that doesn't change while it is shown
        const key = `${i}`;
        if (block.kind === "list")
          return (
            <ul key={key}>
              {block.items.map((item) => (
                <li key={JSON.stringify(item)}>
                  <Words of={item} />
                </li>
              ))}
            </ul>
          );
        const Tag = block.kind === "paragraph" ? "p" : (`h${block.level}` as const);
        return (
          <Tag key={key}>
            <Words of={block.content} />
          </Tag>
        );
      })}
    </div>
  );
}

function Words({ of }: { of: Inline[] }) {
  return of.map((part, i) => {
    const key = `${i}`;
    switch (part.kind) {
      case "bold":
        return <b key={key}>{part.text}</b>;
      case "code":
        return <code key={key}>{part.text}</code>;
      case "link":
        return (
          <a key={key} href={part.href} rel="noreferrer">
            {part.text}
          </a>
        );
      default:
        return part.text;
    }
  });
}
