import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { assistant, type ChatEvent } from "../api/assistant";
import type { Card, ChatRequest, Confirmation, Turn } from "../api/types";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { message } from "../ui/Toasts/toast";
import { useTitle } from "../ui/useTitle";
import styles from "./Assistant.module.css";
import { Cards } from "./Cards";
import { Composer } from "./Composer";
import { Conversations, conversationsKey } from "./Conversations";
import { Question } from "./Question";
import { openQuestions } from "./questions";
import { Said, Under } from "./Said";

const turnsKey = (id: string | null) => [...conversationsKey, id, "turns"] as const;
const mostCards = 6;

/** The turn that is being made. */
interface Running {
  message: string;
  text: string;
  tool: string | null;
  cards: Card[];
  confirmations: Confirmation[];
  /** Number of the turn that it has become; then it is shown as that, and not twice while the stream ends. */
  turn?: number;
}

let hadFocus = false;

export function AssistantPage({ id }: { id: string | null }) {
  useTitle("Assistant");
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [running, setRunning] = useState<Running | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [focus] = useState(hadFocus);
  hadFocus = false;

  const { data, isError, error, refetch } = useQuery({
    queryKey: turnsKey(id),
    queryFn: async () => (await assistant.turns(id as string, null)).items.toReversed(),
    enabled: id !== null,
    // a turn whose stream broke off goes on without us
    refetchInterval: ({ state }) => (!running && state.data?.at(-1)?.endedAt === null ? 2_000 : false),
  });
  const turns = data ?? [];

  const say = async (request: ChatRequest, shown: string) => {
    setFailure(null);
    setRunning({ message: shown, text: "", tool: null, cards: [], confirmations: [] });
    let conversation = id;
    try {
      await assistant.say({ ...request, ...(id !== null && { conversationId: id }) }, (event) => {
        if (event.kind === "start") conversation = event.data.conversationId;
        if (event.kind === "done") keep(event.data.conversationId, event.data.turn);
        setRunning((now) => now && step(now, event));
      });
    } catch (problem) {
      setFailure(message(problem));
      if (id) void refetch();
    }
    setRunning(null);
    void client.invalidateQueries({ queryKey: [...conversationsKey, "list"] });
    // only now: the page is made anew under its new address
    if (conversation !== id && conversation) {
      hadFocus = true;
      navigate(`/assistant/${conversation}`, { replace: true });
    }
  };

  const keep = (conversation: string, turn: Turn) =>
    client.setQueryData<Turn[]>(turnsKey(conversation), (old = []) => [
      ...old.filter(({ number }) => number !== turn.number),
      turn,
    ]);

  const underWay = running && !turns.some(({ number }) => number === running.turn) ? running : null;
  const cards = [...turns.flatMap((turn) => turn.cards), ...(underWay?.cards ?? [])];
  const questions = running ? running.confirmations : openQuestions(turns, Date.now());
  const busy = running !== null;
  return (
    <div className={styles.page}>
      <div className={styles.intro}>
        <h1>Assistant</h1>
        <p>
          Ask about your videos, posts and numbers. It deletes, cancels and publishes only what you confirm.
        </p>
      </div>
      <div className={styles.columns}>
        <div className={styles.talk}>
          <Conversations id={id} />
          {isError && <LoadError error={error} retry={() => void refetch()} />}
          {id !== null && !data && !isError && <Skeleton height="8rem" />}
          <div className={styles.log} role="log" aria-label="Conversation" aria-busy={busy}>
            {turns.map((turn) => (
              <Said
                key={turn.number}
                message={
                  turn.decision ? (turn.decision.approved ? "Yes, do it" : "No, leave it") : turn.message
                }
                text={turn.text}
                under={<Under turn={turn} />}
              />
            ))}
            {underWay && (
              <Said
                message={underWay.message}
                text={underWay.text}
                under={underWay.tool ? `${underWay.tool} …` : "Thinking …"}
              />
            )}
          </div>
          {questions.map((asked) => (
            <Question
              key={asked.actionId}
              asked={asked}
              busy={busy}
              answer={(actionId, approve) =>
                void say({ confirm: { actionId, approve } }, approve ? "Yes, do it" : "No, leave it")
              }
            />
          ))}
          {failure && (
            <p className={styles.failure} role="alert">
              {failure}
            </p>
          )}
          <Composer busy={busy} focus={focus} send={(words) => void say({ message: words }, words)} />
          <End mark={`${turns.length} ${running?.text.length ?? 0}`} />
        </div>
        <Cards cards={cards.toReversed().slice(0, mostCards)} />
      </div>
    </div>
  );
}

function step(now: Running, event: ChatEvent): Running {
  switch (event.kind) {
    case "text":
      return { ...now, text: now.text + event.data.text, tool: null };
    case "tool":
      return { ...now, tool: event.data.title, text: now.text && `${now.text}\n\n` };
    case "card":
      return { ...now, cards: [...now.cards, event.data] };
    case "done":
      return { ...now, turn: event.data.turn.number };
    case "confirm":
      return { ...now, confirmations: [...now.confirmations, event.data] };
    default:
      return now;
  }
}

/** Keeps the newest words in sight of whoever is at the end anyway. */
function End({ mark }: { mark: string }) {
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each mark is something new
  useEffect(() => {
    const below = (end.current?.getBoundingClientRect().top ?? 0) - window.innerHeight;
    if (below > 0 && below < 240) end.current?.scrollIntoView({ block: "end", behavior: "instant" });
  }, [mark]);
  return <div ref={end} />;
}
