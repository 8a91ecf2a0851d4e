/** A spec file's tests, gathered without running them: what `describe`, `it` and `beforeEach` say, and no more. */

export interface Test {
  readonly name: string;
  readonly run: () => Promise<void>;
}

type Work = () => unknown;
type Titled = (name: string, work: (...row: never[]) => unknown) => void;
interface Each {
  (name: string, work: Work): void;
  readonly each: (rows: readonly unknown[]) => Titled;
}

export interface SpecGlobals {
  readonly describe: Each;
  readonly it: Each;
  readonly beforeEach: (work: Work) => void;
}

export interface Suite {
  readonly globals: SpecGlobals;
  readonly tests: readonly Test[];
}

/** An empty suite; its `globals` fill it while the spec file is loaded. */
export function openSuite(): Suite {
  const tests: Test[] = [];
  let names: readonly string[] = [];
  let before: readonly Work[] = [];
  const describe = (name: string, work: Work): void => {
    const outer = { names, before };
    names = [...names, name];
    work();
    ({ names, before } = outer);
  };
  const it = (name: string, work: Work): void => {
    const preparations = before;
    tests.push({
      name: [...names, name].join(' › '),
      run: async () => {
        for (const prepare of preparations) await prepare();
        await work();
      },
    });
  };
  return {
    tests,
    globals: {
      describe: withEach(describe),
      it: withEach(it),
      beforeEach: (work) => {
        before = [...before, work];
      },
    },
  };
}

function withEach(tell: (name: string, work: Work) => void): Each {
  const each =
    (rows: readonly unknown[]): Titled =>
    (name, work) => {
      for (const told of rows) {
        const row = (Array.isArray(told) ? told : [told]) as never[];
        tell(titled(name, row), () => work(...row));
      }
    };
  return Object.assign(tell, { each });
}

/** `%s` and its kin take the values of the row, in order. */
function titled(name: string, row: readonly unknown[]): string {
  let next = 0;
  return name.replace(/%[sdijp]/g, () => {
    const value = row[next++];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}
