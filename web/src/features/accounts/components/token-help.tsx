import { Bookmark } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useConnection } from "@/entities/facility/engine";
import { bookmarkAddress, storageKey } from "@/lib/connect-request";

/** Help to find the token, and the bookmark that passes it on. */
export function TokenHelp() {
  const connection = useConnection();
  if (connection?.practice) {
    return (
      <p className="text-sm text-muted-foreground">
        The practice facility has no page to copy a token from. Give the account a password instead.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Disclosure summary="Connect with a bookmark">
        <BookmarkHelp />
      </Disclosure>
      <Disclosure summary="Find the token by hand">
        <ol className="flex list-decimal flex-col gap-1.5 pl-5">
          <li>Open the page of {connection?.name ?? "the facility"} in another tab and sign in.</li>
          <li>Open the browser&apos;s developer tools (F12).</li>
          <li>Open Application (in Firefox: Storage), then Local Storage, then the page&apos;s address.</li>
          <li>
            Copy the value of <code className="font-medium">{storageKey}</code> and paste it above.
          </li>
        </ol>
      </Disclosure>
    </div>
  );
}

function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="rounded-lg border px-4 text-sm">
      <summary className="cursor-pointer py-3 font-medium">{summary}</summary>
      <div className="pb-4">{children}</div>
    </details>
  );
}

function BookmarkHelp() {
  const address = bookmarkAddress(window.location.origin);
  // React refuses script addresses in `href`.
  const setAddress = (link: HTMLAnchorElement | null) => link?.setAttribute("href", address);
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex list-decimal flex-col gap-1.5 pl-5">
        <li>Drag this link to your bookmarks bar.</li>
        <li>Sign in on the facility&apos;s page and press the bookmark there.</li>
        <li>This page opens and asks which account to connect.</li>
      </ol>
      <a
        ref={setAddress}
        draggable
        // It works only on the facility's page.
        onClick={(event) => event.preventDefault()}
        className={buttonVariants({ variant: "outline", className: "w-fit cursor-grab" })}
      >
        <Bookmark aria-hidden />
        <span>Connect account</span>
      </a>
      <Field label="Or make a bookmark with this address">
        {(control) => (
          <Input readOnly value={address} onFocus={(event) => event.target.select()} {...control} />
        )}
      </Field>
    </div>
  );
}
