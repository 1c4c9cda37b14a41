import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import type { GetNoticeSettingsResponse, SendTestNoticeResponse } from "@/lib/api/types";
import { queryRoots } from "@/lib/query-client";

/** The channels of notices and their last deliveries. */
export function channelsQuery() {
  return queryOptions({
    queryKey: [queryRoots.notices],
    queryFn: ({ signal }) => api<GetNoticeSettingsResponse>("/api/notices", { signal }),
    select: ({ channels }) => channels,
  });
}

interface Test {
  /** The account whose address gets the e-mail. */
  readonly accountId: number | null;
}

/** Sends a test to every configured channel. */
export function useSendTest() {
  return useMutation({
    mutationFn: (body: Test) => api<SendTestNoticeResponse>("/api/notices/test", { method: "POST", body }),
  });
}
