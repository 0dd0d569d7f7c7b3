/**
 * Stands for all requests whose plans differ in values alone. What a store compiles for them is kept on it, and goes with
 * it: in a `WeakMap` it would be looked at by each collection of garbage.
 */
export class PlanKey {
  #compiler: object | undefined;
  #compiled: unknown;

  /** What `compile` made for this compiler the first time. */
  compiledBy<Compiled>(compiler: object, compile: () => Compiled): Compiled {
    if (this.#compiler !== compiler) {
      this.#compiled = compile();
      this.#compiler = compiler;
    }
    return this.#compiled as Compiled;
  }
}
