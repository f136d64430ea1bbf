import { type Data, type KeysOf, oneRecord, pattern } from 'patternbench';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { userItem } from '../../../seed/algoitny/items/user.ts';
import { userKey, usersTable } from '../../../seed/algoitny/keys.ts';
import { userRow } from '../../../seed/algoitny/rows/user.ts';
import { firstLike, mostPopular, present } from '../edges.ts';

type User = KeysOf<typeof user>;

export interface OneUser {
  readonly email: string;
  readonly googleId: string | null;
  /** `null`: there is none. */
  readonly user: User | null;
}

export const askedUser = (found: User): OneUser => ({ email: found.email, googleId: found.googleId, user: found });

/** Users with the name of their plan. */
export const userSelect =
  'select u.*, p.name as subscription_plan_name from users u join subscription_plans p on p.id = u.subscription_plan_id';

function edgesOf(data: Data, like: (user: User) => boolean): Readonly<Record<string, OneUser>> {
  const first = firstLike(data, user, (keys) => like(keys as User));
  const hottest = data.keys(user, mostPopular(data, user));
  return present({
    'the oldest user': first === null ? null : askedUser(first as User),
    'the most active person': like(hottest) ? askedUser(hottest) : null,
    'a person who is not there': { email: '없는사람@example.com', googleId: '199999999999999999999', user: null },
  });
}

export const userByEmail = pattern({
  id: '24',
  name: 'user by e-mail address',
  class: 'low',
  objective: 'p(99) < 10ms',
  objectiveIs: 'design',
  params: (draw) => askedUser(draw.popular(user)),
  edges: (_draw, data) => edgesOf(data, () => true),
  expects: ({ user: found }) => oneRecord(user, found),
  dynamodb: async (db, { email }) => {
    const reply = await db.get({ TableName: usersTable, Key: userKey(email) });
    return () => (reply.item === null ? null : userItem.fromItem(reply.item));
  },
  postgres: async (db, { email }) => {
    const reply = await db.query(`${userSelect} where u.email = $1`, [email]);
    return () => reply.rows.map(userRow.fromRow)[0] ?? null;
  },
});

export const userByGoogleId = pattern({
  id: '25',
  name: 'user by Google id',
  class: 'low',
  objective: 'p(99) < 30ms',
  objectiveIs: 'design',
  needsStrongConsistency: 'a first sign-in that does not find its own account makes a second one',
  params: (draw) => askedUser(signedInByGoogle(draw.popular(user), (i) => draw.world.keys(user, i))),
  edges: (_draw, data) => edgesOf(data, ({ googleId }) => googleId !== null),
  expects: ({ user: found }) => oneRecord(user, found),
  dynamodb: async (db, { googleId }) => {
    const reply = await db.query({
      TableName: usersTable,
      IndexName: 'GSI1',
      KeyConditionExpression: 'GSI1PK = :googleId',
      ExpressionAttributeValues: { ':googleId': `GOOGLEID#${googleId}` },
    });
    return () => reply.items.map(userItem.fromItem)[0] ?? null;
  },
  postgres: async (db, { googleId }) => {
    const reply = await db.query(`${userSelect} where u.google_id = $1`, [googleId]);
    return () => reply.rows.map(userRow.fromRow)[0] ?? null;
  },
});

/** The person drawn, or the nearest before who signs in with Google. */
export function signedInByGoogle(drawn: User, keys: (i: number) => User): User {
  let found = drawn;
  while (found.googleId === null && found.i > 0) found = keys(found.i - 1);
  return found;
}
