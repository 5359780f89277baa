/** What is used of React, which comes without types. */
declare module "react" {
  export class Component<Props, State = object> {
    constructor(props: Props);
    props: Props;
    state: State;
  }
  /** Attributes of an element. */
  export interface HTMLProps<T> {
    ref?: (instance: T | null) => void;
  }
  export function createElement(type: unknown, props: object): unknown;
  export function act(callback: () => void | Promise<void>): Promise<void>;
}

declare module "react-dom/client" {
  /** Where components are mounted. */
  export interface Root {
    render(element: unknown): void;
    unmount(): void;
  }
  export function createRoot(container: Element): Root;
}
