import { useSearch } from "wouter";
import { label } from "../format";
import { Notice } from "../ui/Notice/Notice";

const reasons: Record<string, string> = {
  access_denied: "You declined the connection. Nothing has changed.",
  state_mismatch: "The connection took too long or was started in another window. Please try again.",
};

/** What came of a visit to the platform's consent page. */
export function Outcome() {
  const search = new URLSearchParams(useSearch());
  const connected = search.get("connected");
  const error = search.get("error");
  if (connected)
    return (
      <Notice tone="good">
        <p>
          {label(connected)} is connected.{" "}
          {connected === "youtube"
            ? "Its captions and numbers can be read now."
            : "Your next videos will be posted there."}
        </p>
      </Notice>
    );
  if (error)
    return (
      <Notice tone="bad">
        <p>{reasons[error] ?? `The account could not be connected (${label(error)}). Please try again.`}</p>
      </Notice>
    );
  return null;
}
