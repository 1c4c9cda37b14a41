"use client";

import { BellRing } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Asks the browser for notifications. Nothing once the person has decided, and where the browser has none. */
export function NotificationButton() {
  const [permission, setPermission] = useState(() => ("Notification" in window ? Notification.permission : "denied"));
  if (permission !== "default") return null;
  return (
    <Button variant="outline" onClick={() => void Notification.requestPermission().then(setPermission)}>
      <BellRing aria-hidden />
      Notify me
    </Button>
  );
}
