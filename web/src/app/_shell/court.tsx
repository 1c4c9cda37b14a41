/** The lines of a court, drawn large behind the header. */
export function CourtLines() {
  return (
    <span aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
      <svg
        viewBox="0 0 600 240"
        className="absolute top-1/2 right-0 h-[260%] -translate-y-1/2 translate-x-[12%] -rotate-6 stroke-band-line"
        fill="none"
        strokeWidth="3"
      >
        <rect x="20" y="20" width="560" height="200" />
        <path d="M20 48H580M20 192H580M300 20V220M170 48V192M430 48V192M170 120H430" />
      </svg>
    </span>
  );
}

/** The product's logo: a court from above and a ball. */
export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-8" fill="none">
      <rect x="2" y="5" width="28" height="22" rx="3" stroke="currentColor" strokeWidth="2" />
      <path d="M16 5V27M2 16H30" stroke="currentColor" strokeWidth="1.5" opacity="0.6" />
      <circle cx="22.5" cy="11" r="3.6" className="fill-ball" />
    </svg>
  );
}
