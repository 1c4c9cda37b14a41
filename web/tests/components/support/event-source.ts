/** A stream of events that the tests write. */
export class TestEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: TestEventSource[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    TestEventSource.opened.push(this);
  }

  /** The streams that are open now. */
  static get open(): TestEventSource[] {
    return TestEventSource.opened.filter(({ readyState }) => readyState === 1);
  }

  send(event: string, data: object = {}): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  /** Ends the stream as a refusal does. */
  refuse(): void {
    this.readyState = TestEventSource.CLOSED;
    this.dispatchEvent(new Event("error"));
  }

  close(): void {
    this.readyState = TestEventSource.CLOSED;
  }
}
