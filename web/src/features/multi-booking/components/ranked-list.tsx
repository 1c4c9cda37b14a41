import { ChevronDown, ChevronUp } from "lucide-react";
import { type DragEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

interface Item {
  readonly id: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly details?: ReactNode;
}

interface Props {
  items: readonly Item[];
  onChoose: (id: string, chosen: boolean) => void;
  /** Moves an item by a step. */
  onMove: (id: string, step: -1 | 1) => void;
}

/** Choices in the order of preference. Moved by buttons, and by dragging with a pointer. */
export function RankedList({ items, onChoose, onMove }: Props) {
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<string>();
  const move = (index: number, step: -1 | 1) => {
    const item = items[index];
    if (!item) return;
    onMove(item.id, step);
    setSaid(`${item.name} is now number ${index + step + 1}.`);
  };
  const dragOver = (event: DragEvent, index: number) => {
    event.preventDefault();
    const from = items.findIndex(({ id }) => id === dragged);
    if (from !== -1 && from !== index) move(from, from < index ? 1 : -1);
  };
  const chosen = items.filter(({ isChosen }) => isChosen).length;
  return (
    <>
      <ol className="flex flex-col gap-2">
        {items.map((item, index) => (
          <li
            key={item.id}
            draggable={item.isChosen}
            onDragStart={() => setDragged(item.id)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => dragOver(event, index)}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border px-3 py-2"
          >
            <label className="flex min-h-8 min-w-0 flex-1 items-center gap-3 font-medium">
              <input
                type="checkbox"
                checked={item.isChosen}
                onChange={(event) => onChoose(item.id, event.target.checked)}
                className="size-4 shrink-0 accent-primary"
              />
              <span className="truncate">{item.name}</span>
            </label>
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
            {item.details && <div className="w-full text-sm text-muted-foreground">{item.details}</div>}
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">{said}</p>
    </>
  );
}
