"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { connectRequest } from "@/lib/connect-request";

// Loaded when first opened: nearly nobody arrives with a token.
const ConnectRequestDialog = dynamic(() => import("@/features/accounts/components/connect-request-dialog"), {
  ssr: false,
});

/** Asks which account a token from the facility's page belongs to. */
export function ConnectRequestHost() {
  const token = useSyncExternalStore(connectRequest.subscribe, connectRequest.read, () => null);
  return token !== null && <ConnectRequestDialog token={token} onClose={connectRequest.forget} />;
}
