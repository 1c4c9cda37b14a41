import { useEffect, useRef } from "react";
import { toast } from "./toast";

/**
 * Tells a failure by a toast once what would have shown it has gone. A dialog refuses to close while its
 * request is on its way, and the browser's Back takes it away all the same.
 */
export function useToastWhenLeft(): (text: string) => void {
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  return (text) => {
    if (left.current) toast.error(text);
  };
}
