/** A contender that is an RxDB storage, used through RxDB's collections. */
import { createRxDatabase, type RxCollection, type RxDatabase, type RxDocument } from 'rxdb';
import { COLLECTIONS, type Contender } from '../contender.ts';
import { type BenchDocument, benchSchema } from '../documents.ts';

export type Collections = Record<string, RxCollection<BenchDocument>>;

/** A storage with an empty place to write to, and how to be rid of it. */
export interface OpenStorage {
  storage: Parameters<typeof createRxDatabase>[0]['storage'];
  end: (database: RxDatabase<Collections>) => Promise<void>;
}

const NAME = 'bench';
const names = Array.from({ length: COLLECTIONS }, (_, index) => `documents${index}`);

export function rxdbContender(open: () => OpenStorage): Contender {
  let opened: OpenStorage;
  let database: RxDatabase<Collections>;
  let documents: RxCollection<BenchDocument>;
  const held = new Map<string, RxDocument<BenchDocument>>();

  const connect = async () => {
    database = await createRxDatabase<Collections>({
      name: NAME,
      storage: opened.storage,
      multiInstance: false,
      eventReduce: true,
    });
    await database.addCollections(Object.fromEntries(names.map((name) => [name, { schema: benchSchema }])));
    documents = database.collections[names[0]!]!;
  };

  return {
    create: async (first) => {
      opened = open();
      await connect();
      await database.collections[names[1]!]!.insert(first);
    },
    refresh: async () => {
      held.clear();
      await database.close();
      await connect();
    },
    insertMany: async (many) => {
      const { error } = await documents.bulkInsert(many);
      if (error.length > 0) throw new Error(`bench: ${error.length} documents were refused`);
    },
    insert: async (document) => void (await documents.insert(document)),
    findMany: async (ids) => (await documents.findByIds(ids).exec()).size,
    findAll: async () =>
      (await documents.find({ selector: {}, sort: [{ var2: 'asc' }, { var1: 'asc' }] }).exec()).length,
    findGroup: async (var2) => (await documents.find({ selector: { var2 } }).exec()).length,
    countGroup: (var2) => documents.count({ selector: { var2: { $eq: var2 } } }).exec(),
    findAfter: async ({ var1, at, limit }) =>
      (await documents.find({ selector: { var1, at: { $gt: at } }, sort: [{ at: 'asc' }], limit }).exec()).length,
    hold: async (ids) => {
      for (const [id, document] of await documents.findByIds(ids).exec()) held.set(id, document);
    },
    update: async (id, var2) => void (await held.get(id)!.patch({ var2 })),
    end: async () => {
      held.clear();
      await opened.end(database);
    },
  };
}
