import { BookingForm } from "./components/booking-form";
import { PageHeading } from "@/components/page-heading";
import { tabDescriptions } from "@/lib/tab-descriptions";

export default function SingleBookingTab() {
  return (
    <>
      <PageHeading title="Single Booking">{tabDescriptions.single}</PageHeading>
      <BookingForm />
    </>
  );
}
