/**
 * Where focus goes when a dialog about a booking closes and what opened it is gone: to the booking in
 * the list or, where a filter has taken it out of the list meanwhile, to the page's content.
 */
export function returnFocusTo(bookingId: number): void {
  const openDialog = document.querySelector<HTMLElement>('[role="dialog"][data-state="open"]');
  const inList = document.querySelector<HTMLElement>(`[data-booking="${bookingId}"]`);
  (openDialog ?? inList ?? document.getElementById("content"))?.focus({
    preventScroll: true,
  });
}
