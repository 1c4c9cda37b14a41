import { ChevronDown, ChevronUp, GripVertical } from "lucide-react";
import { type DragEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

interface Item {
  readonly id: string;
  readonly name: string;
  readonly isChosen: boolean;
  /** Beside the name. */
  readonly aside?: ReactNode;
  /** Below the name. */
  readonly details?: ReactNode;
}

interface Props {
  items: readonly Item[];
  onChoose: (id: string, chosen: boolean) => void;
  /** Moves an item by a step. */
  onMove: (id: string, step: -1 | 1) => void;
  /** The number of items that can be chosen. */
  most?: number;
}

/** Choices in the order of preference. Moved by buttons, and by dragging with a pointer. */
export function RankedList({ items, onChoose, onMove, most = Infinity }: Props) {
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<string>();
  const move = (index: number, step: -1 | 1) => {
    const item = items[index];
    if (!item) return;
    onMove(item.id, step);
    setSaid(`${item.name} is now number ${index + step + 1}.`);
  };
  const chosen = items.filter(({ isChosen }) => isChosen).length;
  const startDrag = ({ dataTransfer }: DragEvent, { id, name }: Item) => {
    // Firefox drags nothing without data.
    dataTransfer.setData("text/plain", name);
    dataTransfer.effectAllowed = "move";
    setDragged(id);
  };
  const dragOver = (event: DragEvent, index: number) => {
    const from = items.findIndex(({ id }) => id === dragged);
    if (from === -1 || index >= chosen) return;
    event.preventDefault();
    // Items differ in height: past the middle of another one, so that they do not change places again at once.
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const isBelow = event.clientY > top + height / 2;
    if (from < index && isBelow) move(from, 1);
    if (from > index && !isBelow) move(from, -1);
  };
  return (
    <>
      <ol className="flex flex-col gap-2">
        {items.map((item, index) => (
          <li
            key={item.id}
            draggable={item.isChosen}
            onDragStart={(event) => startDrag(event, item)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => dragOver(event, index)}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-card px-3 py-2"
          >
            {item.isChosen && chosen > 1 && (
              <GripVertical aria-hidden className="hidden size-4 shrink-0 cursor-grab text-muted-foreground pointer-fine:block" />
            )}
            <label className="flex min-h-8 min-w-0 flex-1 items-center gap-3 font-medium">
              <input
                type="checkbox"
                checked={item.isChosen}
                disabled={!item.isChosen && chosen >= most}
                onChange={(event) => onChoose(item.id, event.target.checked)}
                className="size-4 shrink-0 accent-primary"
              />
              <span className="truncate">{item.name}</span>
            </label>
            {item.aside && <div className="max-sm:order-1 max-sm:w-full max-sm:pl-7">{item.aside}</div>}
            {item.isChosen && chosen > 1 && (
              <span className="flex gap-1">
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Move ${item.name} up`}
                  aria-disabled={index === 0}
                  onClick={() => index > 0 && move(index, -1)}
                >
                  <ChevronUp aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Move ${item.name} down`}
                  aria-disabled={index >= chosen - 1}
                  onClick={() => index < chosen - 1 && move(index, 1)}
                >
                  <ChevronDown aria-hidden />
                </Button>
              </span>
            )}
            {item.details && <div className="-mt-2 w-full pb-1 pl-7 text-sm text-muted-foreground">{item.details}</div>}
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">{said}</p>
    </>
  );
}
