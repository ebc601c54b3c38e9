import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { message, toast } from "./Toasts/toast";

/** A button's work: one at a time, its refusal as a toast, and afterwards the data it changed read again. */
export function useAction<A = void>(
  act: (argument: A) => Promise<unknown>,
  changes: QueryKey[],
  done?: string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => done && toast.good(done),
    onError: (error) => toast.bad(message(error)),
    onSettled: () => Promise.all(changes.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
