import { afterEach, describe, expect, it } from 'vitest';
import type { Model } from '../../src/domain/model.ts';
import type { Store } from '../../src/store/store.ts';
import { changedModel } from './model-change.contract.ts';
import { changeSet, claim } from './write-helpers.ts';

/** Where one store is kept, for engines whose contents outlive the instance. Nothing has it open between two calls. */
export interface Place {
  open(model?: Model): Promise<Store>;
  /** Notes another version than the one that opening wrote. */
  noteVersion(version: number): Promise<void>;
  /** All that is kept there, to be compared. */
  contents(): Promise<unknown>;
  /** What messages call the place. */
  readonly setting: 'DATA_DIR' | 'NEO4J_URI';
  readonly location: string;
}

const current = 7;

export function describeSchemaVersions(emptyPlace: () => Promise<Place>): void {
  describe('the schema version of a store', () => {
    const opened: Store[] = [];
    const opening = async (place: Place, model?: Model) => {
      const store = await place.open(model);
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    /** A place that a build of another version left, and how this one refuses it. */
    const refusal = async (version: number) => {
      const place = await emptyPlace();
      const store = await place.open();
      await store.write(changeSet({ nodes: [claim('kept')] }));
      await store.close();
      await place.noteVersion(version);
      const before = await place.contents();
      // A model with more in it, so that whoever opened the store would add something.
      const error: unknown = await opening(place, changedModel).catch((reason: unknown) => reason);
      return { place, error, before, after: await place.contents() };
    };

    it('is noted where there was nothing, and the next opening finds what was written', async () => {
      const place = await emptyPlace();
      const store = await place.open();
      expect((await store.ping()).schemaVersion).toBe(current);
      await store.write(changeSet({ nodes: [claim('kept')] }));
      await store.close();
      const again = await opening(place);
      expect((await again.ping()).schemaVersion).toBe(current);
      expect((await again.headers(['claim:kept'])).map(({ id }) => id)).toEqual(['claim:kept']);
    });

    it.each([1, 2, 3, 4, 5, 6])(
      'of an older build, %i, is refused with what to do, and nothing there changes',
      async (version) => {
        const { place, error, before, after } = await refusal(version);
        expect(error).toMatchObject({
          code: 'SCHEMA_TOO_OLD',
          message: expect.stringMatching(
            new RegExp(
              `^${place.setting}: .*has schema ${version}, which an older build wrote.*Load the graph anew`,
              'u',
            ),
          ) as unknown,
        });
        expect(String(error)).toContain(place.location);
        expect(after).toEqual(before);
      },
    );

    it.each([current + 1, 99])('of a newer release, %i, is refused, and nothing there changes', async (version) => {
      const { place, error, before, after } = await refusal(version);
      expect(error).toMatchObject({
        code: 'SCHEMA_TOO_NEW',
        message: expect.stringMatching(
          new RegExp(`^${place.setting}: .*has schema ${version}, .*use a newer release`, 'u'),
        ) as unknown,
      });
      expect(String(error)).toContain(place.location);
      expect(after).toEqual(before);
    });
  });
}
