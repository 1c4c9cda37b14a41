import { type DateStyle, formatDate, formatInstant, formatMoment, formatOpening, userLocale } from "@/lib/format";
import type { PlainDate } from "@/lib/dates/plain-date";

interface DateProps {
  date: PlainDate;
  style?: DateStyle;
}

/** A day in the user's locale, whose language the page does not have. Isolated, because it may run right to left. */
export function LocalDate({ date, style = "medium" }: DateProps) {
  return (
    <bdi lang={userLocale()}>
      {formatDate(date, style)}
    </bdi>
  );
}

const formats = { moment: formatMoment, opening: formatOpening, instant: formatInstant };

interface MomentProps {
  /** A timestamp in RFC 3339. */
  at: string;
  timeZone: string;
  /** `moment`: day and time; `opening`: with the weekday; `instant`: with milliseconds. */
  format?: keyof typeof formats;
}

/** A moment in the user's locale and the facility's time zone. */
export function LocalMoment({ at, timeZone, format = "moment" }: MomentProps) {
  return (
    <bdi lang={userLocale()}>
      {formats[format](at, timeZone)}
    </bdi>
  );
}
